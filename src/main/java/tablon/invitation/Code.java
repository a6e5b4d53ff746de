package tablon.invitation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tablon.account.Grant;

/**
 * A one-time code that has not been used, revoked or expired.
 *
 * @param account whose password it sets
 * @param grant what an invitation grants
 */
public record Code(UUID id, Optional<UUID> account, Optional<Grant> grant, Instant expires) {

    /** What a code is for. The names in lower case are stored. */
    public enum Kind {
        /** Makes the first administrator, or another one if that one lost the password. */
        SETUP,
        INVITATION,
        /** Sets a new password. */
        RESET
    }

    /**
     * A code that was just made.
     *
     * @param secret the code itself, which cannot be read again
     */
    public record Issued(Code code, String secret) {}
}
