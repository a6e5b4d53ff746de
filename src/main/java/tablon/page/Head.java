package tablon.page;

import java.time.Instant;
import java.util.Optional;

/**
 * What a page tells browsers, search engines and link previews about itself.
 *
 * @param title of the page alone, without the board's name
 * @param address the one address of this content; empty where it has none to be found at
 * @param published when the notice appeared; empty where the page is none
 */
public record Head(String title, String description, Optional<String> address, Optional<Instant> published) {}
