package tablon.notice;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The state of a notice. On the board it follows from the time at which the notice is read; elsewhere it is stored. */
public enum State {
    SCHEDULED("programada"),
    VISIBLE("visible"),
    EXPIRED("caducada"),
    PROPOSED("propuesta"),
    REFUSED("rechazada"),
    HIDDEN("oculta");

    private final String name;

    State(String name) {
        this.name = name;
    }

    @JsonValue
    public String jsonName() {
        return name;
    }

    /** Whether the notice is approved and not hidden, so that only the time decides whether readers see it. */
    public boolean isOnBoard() {
        return this == SCHEDULED || this == VISIBLE || this == EXPIRED;
    }

    /** The name in the database and in {@code ?state=}. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The stored state with this {@link #key}. */
    static State stored(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** A notice on the board is visible while {@code published <= now < expires}. */
    static State at(Instant now, Instant published, @Nullable Instant expires) {
        if (expires != null && !now.isBefore(expires)) {
            return EXPIRED;
        }
        return now.isBefore(published) ? SCHEDULED : VISIBLE;
    }
}
