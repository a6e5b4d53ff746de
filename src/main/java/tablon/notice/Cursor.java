package tablon.notice;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The sort key of a notice in a list, and the direction in which the list continues after it (keyset pagination). It stays
 * valid when notices are added or removed.
 *
 * @param older whether the list continues with older notices or with newer ones
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

    /** Encodes the cursor as an opaque query parameter. */
    public String encode() {
        var bytes = ByteBuffer.allocate(BYTES)
                .put((byte) ((older ? OLDER : 0) | (pinned ? PINNED : 0)))
                .putLong(published.toEpochMilli())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Decodes a cursor; empty if {@code text} is not a value of {@link #encode}. */
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
            boolean valid = cursor.encode().equals(text)
                    && !cursor.published.isBefore(NoticeListStore.MIN_TIME)
                    && !cursor.published.isAfter(NoticeListStore.MAX_TIME);
            return valid ? Optional.of(cursor) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
