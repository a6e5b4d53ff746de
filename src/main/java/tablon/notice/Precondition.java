package tablon.notice;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import tablon.access.Actor;
import tablon.json.EntityTags;
import tablon.problem.Problem;
import tablon.problem.ProblemType;

/** The preconditions of a change (RFC 9110, section 13): clients must not overwrite what they have not read. */
record Precondition(Request request, HttpHeaders headers) {

    /** Whether the request creates a notice: {@code If-None-Match: *} without an {@code If-Match}. */
    private boolean isCreation() {
        return "*".equals(header(HttpHeaders.IF_NONE_MATCH))
                && header(HttpHeaders.IF_MATCH).isEmpty();
    }

    /**
     * The notice that a PUT replaces; empty if it creates one.
     *
     * @throws Problem 404 or 410 if the notice to replace is not there, 403 if the actor may not edit it, 412 if the
     *     precondition fails
     */
    Optional<Notice> check(NoticeStore store, Handle handle, Actor actor, UUID id) {
        if (isCreation()) {
            store.find(handle, id).ifPresent(existing -> {
                NoticeRights.requireSeen(handle, actor, existing);
                throw failed(ProblemType.NOTICE_EXISTS, existing);
            });
            return Optional.empty();
        }
        var current = store.editable(handle, actor, id);
        requireMatch(current);
        return Optional.of(current);
    }

    /** @throws Problem 428 (RFC 6585) if the request neither creates a notice nor has an {@code If-Match} */
    void requireForPut() {
        if (!isCreation()) {
            requireGiven(ProblemType.PRECONDITION_REQUIRED);
        }
    }

    /**
     * Checks that {@code If-Match} has the tag of {@code current}, in any state: a notice that only appeared or expired
     * since the client read it has not changed.
     *
     * @throws Problem 428 without an {@code If-Match}, 412 if no tag matches
     */
    void requireMatch(Notice current) {
        requireGiven(ProblemType.IF_MATCH_REQUIRED);
        for (var state : State.values()) {
            if (request.evaluatePreconditions(current.tag(state)) == null) {
                return;
            }
        }
        throw failed(ProblemType.NOTICE_CHANGED, current);
    }

    /** The same, if the request has an {@code If-Match}. */
    void requireMatchIfGiven(Notice current) {
        if (!header(HttpHeaders.IF_MATCH).isEmpty()) {
            requireMatch(current);
        }
    }

    /** Whether a tag is the one in {@code If-Match}; empty without one. */
    Optional<Predicate<EntityTag>> seen() {
        return header(HttpHeaders.IF_MATCH).isEmpty()
                ? Optional.empty()
                : Optional.of(tag -> request.evaluatePreconditions(tag) == null);
    }

    private void requireGiven(ProblemType problem) {
        if (header(HttpHeaders.IF_MATCH).isEmpty()) {
            throw Problem.of(problem);
        }
    }

    private static Problem failed(ProblemType problem, Notice current) {
        return Problem.of(problem).with(HttpHeaders.ETAG, EntityTags.header(current.tag()));
    }

    private String header(String name) {
        return Optional.ofNullable(headers.getHeaderString(name))
                .map(String::strip)
                .orElse("");
    }
}
