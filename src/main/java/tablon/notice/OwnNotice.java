package tablon.notice;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice in the list of its author, without its text.
 *
 * @param moment when it appeared, appears, expired or was withdrawn, proposed, refused or hidden, as its group says
 * @param reason why it was refused or hidden; null in the other groups
 * @param beside whether it is a change proposed to a notice on the board
 */
public record OwnNotice(
        UUID id,
        String title,
        String language,
        String campus,
        Group group,
        Instant moment,
        @Nullable String reason,
        boolean beside) {

    /** The groups of the list, in its order. */
    public enum Group {
        REFUSED("rechazada"),
        HIDDEN("oculta"),
        PROPOSED("propuesta"),
        VISIBLE("visible"),
        SCHEDULED("programada"),
        EXPIRED("caducada"),
        WITHDRAWN("retirada");

        private final String parameter;

        Group(String parameter) {
            this.parameter = parameter;
        }

        /** The value of {@code ?estado=}. */
        public String parameter() {
            return parameter;
        }

        /** The end of the key of its messages. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Group> named(@Nullable String parameter) {
            return Arrays.stream(values())
                    .filter(group -> group.parameter.equals(parameter))
                    .findFirst();
        }
    }
}
