package tablon.access;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import tablon.problem.Problem;
import tablon.problem.ProblemType;

/** Decides what an actor may do: role × act × ownership, the table in {@code docs/security.md}. */
public final class Rights {
    private Rights() {}

    /**
     * Whom a notice belongs to.
     *
     * @param author the account that wrote it; empty if it was written with the administrator's token, or deleted since
     * @param shared whether editors of its campus may change each other's notices
     * @param moderated whether the actor, if a moderator, moderates its campus: the campus may name others
     * @param onBoard whether it is approved and not hidden
     */
    public record Ownership(Optional<UUID> author, String campus, boolean shared, boolean moderated, boolean onBoard) {}

    /** Whether the actor may publish in this campus, or move a notice to it. */
    public static boolean mayPublish(Actor actor, String campus) {
        return actor.may(Permission.PUBLISH)
                && (isEverywhere(actor) || actor.campuses().contains(campus));
    }

    /** Whether a moderator approves what the actor writes. */
    public static boolean needsApproval(Actor actor) {
        return actor.may(Permission.PROPOSE) && !actor.may(Permission.PUBLISH);
    }

    /** Whether the actor may write for this campus: publish, or propose. Members without a campus propose in each. */
    public static boolean mayWrite(Actor actor, String campus) {
        return needsApproval(actor)
                ? actor.campuses().isEmpty() || actor.campuses().contains(campus)
                : mayPublish(actor, campus);
    }

    /**
     * Whether the actor may approve, refuse and hide the notices of a campus.
     *
     * @param moderated whether the campus names no moderators, or this one
     */
    public static boolean mayModerate(Actor actor, boolean moderated) {
        return actor.may(Permission.MODERATE) && (isEverywhere(actor) || moderated);
    }

    /** Whether the actor may change, withdraw and restore the notice. A change may need approval. */
    public static boolean mayEdit(Actor actor, Ownership notice) {
        boolean writes = actor.may(Permission.PUBLISH) || actor.may(Permission.PROPOSE);
        return mayModerate(actor, notice.moderated())
                || (writes && isOwn(actor, notice))
                || (actor.may(Permission.PUBLISH)
                        && notice.onBoard()
                        && notice.shared()
                        && actor.campuses().contains(notice.campus()));
    }

    /** Whether the actor may see the notice while readers do not. */
    public static boolean maySee(Actor actor, Ownership notice) {
        return actor.may(Permission.MODERATE) || mayEdit(actor, notice);
    }

    /**
     * Checks that the actor may write for this campus.
     *
     * @throws Problem 403
     */
    public static void checkMayWrite(Actor actor, String campus) {
        if (!mayWrite(actor, campus)) {
            throw Problem.of(ProblemType.FORBIDDEN);
        }
    }

    /**
     * Checks that the actor has one of these permissions.
     *
     * @throws Problem 401 without a credential, 403 if the credential is insufficient
     */
    public static void check(Actor actor, Permission... accepted) {
        if (actor.isAnonymous()) {
            throw Credentials.missing();
        }
        if (Arrays.stream(accepted).noneMatch(actor::may)) {
            throw actor.token()
                    ? Credentials.insufficient(Permission.scopes().stream()
                            .filter(List.of(accepted)::contains)
                            .map(Permission::scope)
                            .collect(Collectors.joining(" ")))
                    : Problem.of(ProblemType.FORBIDDEN);
        }
    }

    private static boolean isOwn(Actor actor, Ownership notice) {
        return actor.account().isPresent() && actor.account().equals(notice.author());
    }

    /** Administrators publish in every campus, also with a token that may only publish. */
    private static boolean isEverywhere(Actor actor) {
        return actor.role() == Role.ADMINISTRATOR;
    }
}
