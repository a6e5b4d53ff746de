package tablon.audit;

import java.util.Optional;

/** The place in the audit log after the row with this position (keyset pagination). */
public record AuditCursor(long position) {
    /** Before the newest row. */
    public static final AuditCursor START = new AuditCursor(Long.MAX_VALUE);

    /** Decodes a cursor; empty if {@code text} is not a value of {@link #encode}. */
    public static Optional<AuditCursor> decode(String text) {
        return Optional.of(text)
                .filter(digits -> digits.matches("[1-9][0-9]{0,17}"))
                .map(digits -> new AuditCursor(Long.parseLong(digits)));
    }

    public String encode() {
        return String.valueOf(position);
    }
}
