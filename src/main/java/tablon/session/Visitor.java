package tablon.session;

import java.util.Optional;

/**
 * The client that signs in.
 *
 * @param secret the secret of the session that it had before
 * @param browser its {@code User-Agent} as sent; may be empty
 */
public record Visitor(Optional<String> secret, String address, String browser) {}
