package tablon.notice;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A place in a list of notices, between two of them: the list goes on after it, or before it. It stays where it is
 * whatever is added or taken away.
 *
 * @param older whether what is older than this place is asked for, or what is newer
 */
public record Cursor(boolean older, boolean pinned, Instant published, UUID id) {
    private static final int BYTES = 1 + Long.BYTES + 2 * Long.BYTES;
    private static final int OLDER = 1;
    private static final int PINNED = 2;

    static Cursor olderThan(Notice notice) {
        return new Cursor(true, notice.pinned(), notice.published(), notice.id());
    }

    static Cursor newerThan(Notice notice) {
        return new Cursor(false, notice.pinned(), notice.published(), notice.id());
    }

    /** Its form in an address; opaque to clients. */
    public String encode() {
        var bytes = ByteBuffer.allocate(BYTES)
                .put((byte) ((older ? OLDER : 0) | (pinned ? PINNED : 0)))
                .putLong(published.toEpochMilli())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** The place that {@code text} encodes; empty where we never wrote that. */
    public static Optional<Cursor> decode(String text) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() != BYTES) {
                return Optional.empty();
            }
            int flags = bytes.get();
            var cursor = new Cursor(
                    (flags & OLDER) != 0,
                    (flags & PINNED) != 0,
                    Instant.ofEpochMilli(bytes.getLong()),
                    new UUID(bytes.getLong(), bytes.getLong()));
            boolean ours = cursor.encode().equals(text)
                    && !cursor.published.isBefore(NoticeListStore.DAWN)
                    && !cursor.published.isAfter(NoticeListStore.DUSK);
            return ours ? Optional.of(cursor) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
