package tablon.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a form did, for the page that its redirection leads to. The messages {@code page.done.*} say it. */
public enum Done {
    PUBLISHED,
    SCHEDULED,
    CHANGED,
    PROPOSED,
    APPROVED,
    REFUSED,
    HIDDEN,
    SHOWN,
    TAKEN_BACK,
    WITHDRAWN,
    RESTORED,
    VERSION_RESTORED,
    DRAFT_SAVED,
    DRAFT_DISCARDED,
    SAVED,
    WELCOME,
    PASSWORD_SET,
    INVITATION_REVOKED,
    SIGNED_OUT,
    ACCOUNT_DELETED,
    CAMPUS_ADDED,
    CAMPUS_DELETED,
    LABEL_RENAMED,
    LABELS_MERGED,
    PASSWORD_CHANGED,
    SESSION_ENDED,
    OTHERS_ENDED,
    TOKEN_REVOKED;

    /** The query parameter with {@link #parameter}. */
    static final String PARAMETER = "hecho";

    static Optional<Done> named(@Nullable String parameter) {
        return Arrays.stream(values())
                .filter(done -> done.parameter().equals(parameter))
                .findFirst();
    }

    String parameter() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The key of the message. */
    String key() {
        return "done." + parameter();
    }
}
