package tablon.notice;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import tablon.problem.Problem;

/** Parses the id of a notice: a UUID in the format of RFC 9562. */
public final class NoticeId {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}");

    private NoticeId() {}

    /**
     * Parses the id of an existing notice in a path.
     *
     * @throws Problem 404 if {@code text} is not a UUID
     */
    public static UUID require(String text) {
        return read(text).orElseThrow(() -> NoticeStore.unknown(text));
    }

    /** Parses an id; empty if {@code text} is not a UUID. */
    public static Optional<UUID> read(String text) {
        return Optional.of(text).filter(id -> UUID_TEXT.matcher(id).matches()).map(UUID::fromString);
    }
}
