package tablon.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tablon.journal.Act;

/**
 * The filters of the audit log.
 *
 * @param actor the id of an account, or one of those of {@link AuditEntry.Who}
 * @param kind one of {@link #KINDS}
 * @param thing the id of a notice or an account, the code of a campus …
 * @param campus the code, in the case in which it was created
 * @param since inclusive
 * @param until exclusive
 */
public record AuditQuery(
        Optional<String> actor,
        Optional<Act> act,
        Optional<String> kind,
        Optional<String> thing,
        Optional<String> campus,
        Optional<Instant> since,
        Optional<Instant> until) {
    /** The kinds of things in the journal. */
    public static final List<String> KINDS =
            List.of("notice", "account", "campus", "label", "invitation", "reset", "token", "setup");

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 100;
}
