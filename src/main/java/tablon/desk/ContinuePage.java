package tablon.desk;

import java.util.List;
import java.util.Map;
import tablon.page.Frame;
import tablon.page.Head;

/**
 * The model of the page after signing in that sends a kept form again.
 *
 * @param next the path that the form was sent to
 * @param kept the values by field
 */
public record ContinuePage(Frame frame, Head head, String next, Map<String, List<String>> kept) {}
