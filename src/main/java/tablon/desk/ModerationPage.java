package tablon.desk;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tablon.notice.Cursor;
import tablon.notice.ModerationStore;
import tablon.notice.State;
import tablon.notice.Submission;
import tablon.page.Article;
import tablon.page.Dates;
import tablon.page.FormState;
import tablon.page.Frame;
import tablon.page.Head;
import tablon.page.markdown.Markdown;

/**
 * The model of the page of moderators.
 *
 * @param only the notice that the page is about; empty for a list
 * @param next where the list continues
 * @param form the decision that was refused
 */
public record ModerationPage(
        Frame frame, Head head, Tab tab, Optional<UUID> only, List<Item> items, Optional<Cursor> next, FormState form) {

    /** The lists. */
    public enum Tab {
        PROPOSED(State.PROPOSED),
        VISIBLE(State.VISIBLE),
        REFUSED(State.REFUSED),
        HIDDEN(State.HIDDEN);

        private final State state;

        Tab(State state) {
            this.state = state;
        }

        State state() {
            return state;
        }

        /** The list with this {@code ?estado=}; that of the proposals if it names none. */
        static Tab named(@Nullable String parameter) {
            return Arrays.stream(values())
                    .filter(tab -> tab.state.jsonName().equals(parameter))
                    .findFirst()
                    .orElse(PROPOSED);
        }

        public String address() {
            return this == PROPOSED ? "moderacion" : "moderacion?estado=" + state.jsonName();
        }

        /** The end of the key of its messages. */
        public String key() {
            return state.jsonName();
        }
    }

    static ModerationPage of(
            Frame frame, Dates dates, Tab tab, Optional<UUID> only, ModerationStore.Page found, FormState form) {
        return new ModerationPage(
                frame,
                Head.ofForm(frame.text("moderation.title")),
                tab,
                only,
                found.submissions().stream()
                        .map(submission -> Item.of(frame, dates, submission))
                        .toList(),
                found.next(),
                form);
    }

    public List<Tab> tabs() {
        return List.of(Tab.values());
    }

    public boolean isCurrent(Tab other) {
        return only.isEmpty() && tab == other;
    }

    /** Where the forms are sent. */
    public String action() {
        return frame.link(only.map(id -> "moderacion?id=" + id).orElse(tab.address()));
    }

    public String nextPage() {
        return frame.link(tab.address() + (tab == Tab.PROPOSED ? "?" : "&") + "cursor="
                + next.orElseThrow().encode());
    }

    /** Whether the refused decision was about this notice. */
    public boolean isRefused(Item item) {
        return form.isFaulty() && form.value("noticia").equals(item.id());
    }

    /** The reason that was typed for this notice. */
    public String reason(Item item, String act) {
        return isRefused(item) && form.value("accion").equals(act) ? form.value("motivo") : "";
    }

    /** What is wrong with the reason for this notice; null if nothing is. */
    public @Nullable String error(Item item, String act) {
        return isRefused(item) && form.value("accion").equals(act) ? form.error("motivo") : null;
    }

    /**
     * A notice with all that a decision needs.
     *
     * @param comparison the proposed change beside the notice; empty if it is a notice of its own
     * @param excerpt the beginning of a long text; empty if the text is short
     */
    public record Item(
            Frame frame,
            Dates dates,
            Submission submission,
            Article article,
            Optional<Comparison> comparison,
            Optional<String> excerpt) {
        /** A longer text is shown on request. */
        private static final int SHORT_LENGTH = 600;

        private static final int EXCERPT_LENGTH = 280;

        static Item of(Frame frame, Dates dates, Submission submission) {
            var notice = submission.notice();
            return new Item(
                    frame,
                    dates,
                    submission,
                    Article.of(frame, dates, notice),
                    submission.current().map(current -> Comparison.of(frame, dates, current, notice)),
                    Optional.of(notice.description())
                            .filter(text -> text.length() > SHORT_LENGTH)
                            .map(text -> Markdown.excerpt(text, EXCERPT_LENGTH)));
        }

        public String id() {
            return submission.notice().id().toString();
        }

        public String tag() {
            return submission.tag().getValue();
        }

        public String link() {
            return frame.link("noticias/" + id());
        }

        public boolean isProposed() {
            return submission.notice().state() == State.PROPOSED;
        }

        public boolean isRefused() {
            return submission.notice().state() == State.REFUSED;
        }

        public boolean isHidden() {
            return submission.notice().state() == State.HIDDEN;
        }

        public boolean isOnBoard() {
            return submission.notice().state().isOnBoard();
        }

        /** Such as {@code Proposed on Monday, 2 March 2026, 10:00}. */
        public String moved() {
            var moved = submission.moved();
            return frame.text(
                    "moderation.moved."
                            + (isOnBoard()
                                    ? "visible"
                                    : submission.notice().state().jsonName()),
                    dates.date(dates.day(moved)),
                    dates.time(moved));
        }

        /** When readers would see the notice, if that is not from its approval on for ever. */
        public Optional<String> shown() {
            var notice = submission.notice();
            boolean later = notice.published().isAfter(submission.moved());
            var from = EditorPage.moment(frame, dates, notice.published());
            var until = Optional.ofNullable(notice.expires()).map(this::moment);
            if (later) {
                return Optional.of(until.map(end -> frame.text("moderation.from-until", from, end))
                        .orElseGet(() -> frame.text("moderation.from", from)));
            }
            return until.map(end -> frame.text("moderation.until", end));
        }

        private String moment(Instant moment) {
            return EditorPage.moment(frame, dates, moment);
        }
    }
}
