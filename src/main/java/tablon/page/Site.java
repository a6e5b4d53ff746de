package tablon.page;

import java.net.URI;
import java.util.Optional;
import tablon.text.Language;

/**
 * What the operator tells readers about the board, on every page.
 *
 * @param language the language of the names of the board and its campuses
 * @param legal the address of the legal notice
 * @param accessibility the address of the accessibility statement
 * @param contact a {@code mailto:} or https address
 */
public record Site(
        String boardName, Language language, Optional<URI> legal, Optional<URI> accessibility, Optional<URI> contact) {}
