package tablon.page;

import java.time.Instant;
import java.util.Optional;
import tablon.text.Language;

/**
 * The metadata of a page for browsers, search engines and link previews.
 *
 * @param title the title of the page, without the name of the board
 * @param address the address of the page without {@code ?lang=}; empty if the page must not be indexed
 * @param published when the notice was published; empty if the page is not a notice
 * @param isForm whether the page is a form
 */
public record Head(
        String title, String description, Optional<String> address, Optional<Instant> published, boolean isForm) {

    Head(String title, String description, Optional<String> address, Optional<Instant> published) {
        this(title, description, address, published, false);
    }

    /** The head of a page with a form, which is not indexed. */
    public static Head ofForm(String title) {
        return new Head(title, title, Optional.empty(), Optional.empty(), true);
    }

    /** The address of a page in one language: search engines index each of them. */
    public String address(Language language) {
        return BoardAddress.in(Optional.of(language), address.orElseThrow());
    }

    /** The canonical address. A page in a chosen language is its own, because the other ones are its alternates. */
    public String canonical(Optional<Language> chosen) {
        return BoardAddress.in(chosen, address.orElseThrow());
    }
}
