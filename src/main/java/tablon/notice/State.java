package tablon.notice;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The state of a notice, which follows from the time at which it is read. */
public enum State {
    SCHEDULED("programada"),
    VISIBLE("visible"),
    EXPIRED("caducada");

    private final String name;

    State(String name) {
        this.name = name;
    }

    @JsonValue
    public String jsonName() {
        return name;
    }

    /** A notice is visible while {@code published <= now < expires}. */
    static State at(Instant now, Instant published, @Nullable Instant expires) {
        if (expires != null && !now.isBefore(expires)) {
            return EXPIRED;
        }
        return now.isBefore(published) ? SCHEDULED : VISIBLE;
    }
}
