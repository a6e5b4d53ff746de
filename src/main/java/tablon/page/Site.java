package tablon.page;

import java.net.URI;
import java.util.Optional;

/**
 * What the operator tells readers about the board, on every page.
 *
 * @param legal the address of the legal notice
 * @param accessibility the address of the accessibility statement
 * @param contact a {@code mailto:} or https address
 */
public record Site(String boardName, Optional<URI> legal, Optional<URI> accessibility, Optional<URI> contact) {}
