package tablon.throttle;

import java.time.Instant;
import java.util.Optional;

/**
 * Failed sign-ins with one name, or wrong tokens, from one address.
 *
 * @param username the account's name; empty if no account has the name, which may be a password in the wrong field
 * @param tokens whether these were wrong tokens
 * @param network of the client, as {@link tablon.access.Network#shortened}
 * @param since when the first of them failed
 */
public record FailedAttempts(
        Optional<String> username, boolean tokens, Optional<String> network, int count, Instant since) {}
