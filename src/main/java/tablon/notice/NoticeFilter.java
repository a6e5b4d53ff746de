package tablon.notice;

import java.util.Optional;

/**
 * Which notices a list, a page or a feed has: those that meet all its conditions.
 *
 * @param campus the code, in the case in which it was created
 * @param label in any spelling; a label that no notice has matches nothing
 * @param search text whose words a notice must all contain; a text without words matches nothing
 * @param events whether only events are listed
 */
public record NoticeFilter(Optional<String> campus, Optional<String> label, Optional<String> search, boolean events) {
    /** All notices. */
    public static final NoticeFilter NONE =
            new NoticeFilter(Optional.empty(), Optional.empty(), Optional.empty(), false);

    public static NoticeFilter of(Optional<String> campus, Optional<String> search) {
        return new NoticeFilter(campus, Optional.empty(), search, false);
    }

    /** The same filter in another campus, or in all. */
    public NoticeFilter in(Optional<String> other) {
        return new NoticeFilter(other, label, search, events);
    }

    /** Whether its lists have the newest notices first, pinned or not, because they are read from the index of words. */
    public boolean ignoresPins() {
        return search.isPresent() || label.isPresent() || events;
    }

    /** Whether it searches for a text without words. */
    boolean matchesNothing() {
        return search.filter(text -> Words.of(text).isEmpty()).isPresent();
    }
}
