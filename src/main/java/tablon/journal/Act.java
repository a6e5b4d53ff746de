package tablon.journal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The type of a change. The names in lower case are stored, and are those of the API. */
public enum Act {
    CREATE,
    UPDATE,
    DELETE,
    WITHDRAW,
    RESTORE,
    /** A one-time link was used: an invitation, a link for a new password, or that of the set-up. */
    ACCEPT,
    PROPOSE,
    APPROVE,
    REFUSE,
    HIDE,
    SHOW,
    TAKE_BACK;

    /** The act with this name. */
    public static Optional<Act> named(String name) {
        return Arrays.stream(values())
                .filter(act -> act.storedName().equals(name))
                .findFirst();
    }

    public String storedName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
