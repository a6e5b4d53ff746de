package tablon.notice;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tablon.access.Actor;

/**
 * Who created a notice. Both are null if it was created with the administrator's token, or the account was deleted since.
 *
 * @param name the shown name at that time
 */
record Author(@Nullable UUID account, @Nullable String name) {

    static Author of(Actor actor) {
        return new Author(
                actor.account().orElse(null),
                actor.account().isPresent() && !actor.name().isEmpty() ? actor.name() : null);
    }

    static Author of(Notice notice) {
        return new Author(notice.author(), notice.authorName());
    }
}
