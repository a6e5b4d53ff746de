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
     */
    public record Ownership(Optional<UUID> author, String campus, boolean shared) {}

    /** Whether the actor may publish in this campus, or move a notice to it. */
    public static boolean mayPublish(Actor actor, String campus) {
        return actor.may(Permission.PUBLISH)
                && (isEverywhere(actor) || actor.campuses().contains(campus));
    }

    /** Whether the actor may change, withdraw and restore the notice, and see it while readers do not. */
    public static boolean mayEdit(Actor actor, Ownership notice) {
        return actor.may(Permission.MODERATE)
                || (actor.may(Permission.PUBLISH)
                        && (isOwn(actor, notice)
                                || (notice.shared() && actor.campuses().contains(notice.campus()))));
    }

    /**
     * Checks that the actor may publish in this campus.
     *
     * @throws Problem 403
     */
    public static void checkMayPublish(Actor actor, String campus) {
        if (!mayPublish(actor, campus)) {
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
