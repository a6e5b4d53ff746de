package tablon.page;

import java.util.List;

/**
 * Why there is no other page.
 *
 * @param faults what exactly was wrong, where there is more to say than {@code detail}
 */
public record ErrorPage(Frame frame, Head head, int status, String detail, List<String> faults) {}
