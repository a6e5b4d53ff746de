package tablon.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The types of problems (RFC 9457, section 3.1.1). Clients distinguish problems by them, so a published name must not
 * change. The messages {@code problem.*}, {@code cause.*} and {@code remedy.*} describe each type.
 */
public enum ProblemType {
    BAD_REQUEST(400),
    INVALID_PARAMETERS(400),
    EMPTY_BODY(400),
    MALFORMED_JSON(400),
    DUPLICATE_MEMBER(400),
    JSON_TOO_COMPLEX(400),
    NOT_UTF_8(400),
    MALFORMED_FORM(400),
    INCOMPLETE_BODY(400),
    MALFORMED_HEADER(400),
    INVALID_ID(400),
    INVALID_IDEMPOTENCY_KEY(400),
    SEARCH_TOO_LONG(400),
    MISSING_CREDENTIAL(401),
    INVALID_TOKEN(401),
    FORBIDDEN(403),
    NEEDS_APPROVAL(403),
    CROSS_SITE(403),
    NOT_FOUND(404),
    UNKNOWN_NOTICE(404),
    NOTICE_NOT_WITHDRAWN(404),
    NOTICE_NOT_HIDDEN(404),
    NO_PROPOSAL(404),
    UNKNOWN_VERSION(404),
    UNKNOWN_CAMPUS(404),
    UNKNOWN_LABEL(404),
    UNKNOWN_ACCOUNT(404),
    UNKNOWN_INVITATION(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    REQUEST_TIMEOUT(408),
    CAMPUS_IN_USE(409),
    CAMPUS_GONE(409),
    LABEL_EXISTS(409),
    LAST_ADMINISTRATOR(409),
    NOT_ON_BOARD(409),
    PROPOSAL_DECIDED(409),
    PROPOSAL_EXPIRED(409),
    PROPOSAL_OUTDATED(409),
    TOO_MANY_PROPOSALS(409),
    LINK_NOT_VALID(410),
    NOTICE_EXPIRED(410),
    NOTICE_WITHDRAWN(410),
    WITHDRAWAL_FINAL(410),
    ACCOUNT_CHANGED(412),
    NOTICE_CHANGED(412),
    NOTICE_EXISTS(412),
    BODY_TOO_LARGE(413),
    ADDRESS_TOO_LONG(414),
    UNSUPPORTED_MEDIA_TYPE(415),
    UNSUPPORTED_CHARSET(415),
    UNSUPPORTED_CONTENT_CODING(415),
    INVALID_MEMBERS(422),
    IDEMPOTENCY_KEY_REUSED(422),
    IF_MATCH_REQUIRED(428),
    PRECONDITION_REQUIRED(428),
    TOO_MANY_ATTEMPTS(429),
    TOO_MANY_REQUESTS(429),
    HEADERS_TOO_LARGE(431),
    UNEXPECTED_ERROR(500),
    UNAVAILABLE(503);

    private final int status;

    ProblemType(int status) {
        this.status = status;
    }

    /** The type with this {@link #slug}. */
    public static Optional<ProblemType> of(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
    }

    public int status() {
        return status;
    }

    /** The end of the type's URI, such as {@code notice-expired}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
