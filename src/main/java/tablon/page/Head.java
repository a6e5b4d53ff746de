package tablon.page;

import java.time.Instant;
import java.util.Optional;

/**
 * The metadata of a page for browsers, search engines and link previews.
 *
 * @param title the title of the page, without the name of the board
 * @param address the canonical address; empty if the page must not be indexed
 * @param published when the notice was published; empty if the page is not a notice
 */
public record Head(String title, String description, Optional<String> address, Optional<Instant> published) {}
