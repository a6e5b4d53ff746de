package tablon.notice;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tablon.access.Actor;
import tablon.access.Permission;
import tablon.access.Rights;
import tablon.access.Rights.Ownership;
import tablon.campus.CampusStore;
import tablon.problem.Problem;
import tablon.problem.ProblemType;

/** Asks {@link Rights} about a notice, with what the transaction knows of the notice and its campus. */
final class NoticeRights {
    private NoticeRights() {}

    /**
     * Checks that {@code actor} may know of the notice.
     *
     * @throws Problem 410 if it expired, 404 if it is not visible for another reason, unless the actor may see it
     */
    static void requireSeen(Handle handle, Actor actor, Notice notice) {
        if (notice.state() != State.VISIBLE && !Rights.maySee(actor, ownership(handle, actor, notice))) {
            throw notice.state() == State.EXPIRED
                    ? Problem.of(ProblemType.NOTICE_EXPIRED)
                    : NoticeStore.unknown(notice.id().toString());
        }
    }

    /** Whether the actor may change, withdraw and restore the notice. */
    static boolean mayEdit(Handle handle, Actor actor, Notice notice) {
        return Rights.mayEdit(actor, ownership(handle, actor, notice));
    }

    /** Whether the actor may approve, refuse and hide notices of this campus. */
    static boolean moderates(Handle handle, Actor actor, String campus) {
        return Rights.mayModerate(
                actor,
                actor.may(Permission.MODERATE)
                        && actor.account()
                                .map(account -> CampusStore.isModeratedBy(handle, campus, account))
                                .orElse(true));
    }

    /**
     * Checks that the actor may move the notice to this campus.
     *
     * @throws Problem 403
     */
    static void checkMayMove(Handle handle, Actor actor, Notice notice, String campus) {
        if (!campus.equals(notice.campus()) && !moderates(handle, actor, campus)) {
            Rights.checkMayWrite(actor, campus);
        }
    }

    private static Ownership ownership(Handle handle, Actor actor, Notice notice) {
        return new Ownership(
                Optional.ofNullable(notice.author()),
                notice.campus(),
                // the other cases do not depend on it
                actor.campuses().contains(notice.campus()) && CampusStore.isShared(handle, notice.campus()),
                moderates(handle, actor, notice.campus()),
                notice.state().isOnBoard());
    }
}
