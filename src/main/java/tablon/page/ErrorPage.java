package tablon.page;

import java.util.List;
import tablon.notice.Notice;

/**
 * The model of an error page.
 *
 * @param faults the text of each fault; empty if {@code detail} says everything
 * @param newest notices to read instead; empty while the database is unavailable
 */
public record ErrorPage(Frame frame, Head head, int status, String detail, List<String> faults, List<Notice> newest) {}
