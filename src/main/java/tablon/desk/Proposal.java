package tablon.desk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** When a notice expires: at the time that the person wrote, at the end of its event, or as the form proposes. */
public enum Proposal {
    DATE,
    EVENT,
    WEEK,
    TWO_WEEKS,
    MONTH,
    NEVER;

    static Optional<Proposal> of(String value) {
        return Arrays.stream(values())
                .filter(proposal -> proposal.value().equals(value))
                .findFirst();
    }

    /** The value in the form. */
    public String value() {
        return switch (this) {
            case DATE -> "fecha";
            case EVENT -> "evento";
            case WEEK -> "semana";
            case TWO_WEEKS -> "dos-semanas";
            case MONTH -> "fin-de-mes";
            case NEVER -> "nunca";
        };
    }

    /** The end of the key of its message. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
