package tablon.notice;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import java.util.Optional;
import tablon.json.EntityTags;
import tablon.json.Json;
import tablon.problem.Problem;

/** What a client says a notice must be before it is changed (RFC 9110, section 13), so that nobody overwrites blindly. */
record Precondition(Request request, HttpHeaders headers) {

    /** Whether the notice is to be created: {@code If-None-Match: *} without an {@code If-Match}. */
    boolean isCreation() {
        return "*".equals(header(HttpHeaders.IF_NONE_MATCH))
                && header(HttpHeaders.IF_MATCH).isEmpty();
    }

    /** 412 where there is a notice already. */
    void requireAbsent(Optional<Notice> current) {
        if (current.isPresent()) {
            throw Problem.of(412, "problem.precondition.exists")
                    .with(HttpHeaders.ETAG, EntityTags.header(current.get()));
        }
    }

    /** 428 (RFC 6585) where there is no {@code If-Match}. */
    void requireGiven(String key) {
        if (header(HttpHeaders.IF_MATCH).isEmpty()) {
            throw Problem.of(428, key);
        }
    }

    /**
     * 428 without an {@code If-Match}, 412 where it does not name {@code current}. A notice that merely appeared or
     * expired since it was read is still the one that was read.
     */
    void requireMatch(Notice current) {
        requireGiven("problem.precondition.required");
        for (var state : State.values()) {
            if (request.evaluatePreconditions(EntityTags.of(Json.bytes(current.in(state)))) == null) {
                return;
            }
        }
        throw Problem.of(412, "problem.precondition.failed").with(HttpHeaders.ETAG, EntityTags.header(current));
    }

    private String header(String name) {
        return Optional.ofNullable(headers.getHeaderString(name))
                .map(String::strip)
                .orElse("");
    }
}
