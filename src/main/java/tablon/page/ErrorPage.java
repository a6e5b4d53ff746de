package tablon.page;

import java.util.List;

/**
 * The model of an error page.
 *
 * @param faults the text of each fault; empty if {@code detail} says everything
 */
public record ErrorPage(Frame frame, Head head, int status, String detail, List<String> faults) {}
