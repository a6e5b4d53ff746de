package tablon.desk;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tablon.draft.Draft;
import tablon.json.Form;
import tablon.page.Dates;
import tablon.page.Frame;

/**
 * What the editor says of a draft: that the form shows it, or that the person may continue it.
 *
 * @param resume the address of the form with the draft; null if this page shows it
 * @param discard the address of the form that removes it
 * @param next the page that follows then
 */
public record DraftNote(String text, @Nullable String resume, String discard, String next) {

    /**
     * The note in a form.
     *
     * @param id the id of the notice; empty for a new one
     * @param form the form of the page
     */
    static DraftNote of(Frame frame, Dates dates, Draft draft, Optional<UUID> id, Form form) {
        boolean isShown =
                id.isPresent() || form.typed("id").equals(draft.notice().toString());
        var day = dates.date(dates.day(draft.saved()));
        var time = dates.time(draft.saved());
        return new DraftNote(
                isShown
                        ? frame.text("editor.draft.shown", day, time)
                        : frame.text("editor.draft.offered", title(frame, draft), day, time),
                isShown ? null : frame.link(path(draft)),
                frame.link("borradores/" + draft.notice()),
                id.map(existing -> "noticias/" + existing + "/editar").orElse("noticias/nueva"));
    }

    static String title(Frame frame, Draft draft) {
        return draft.title().isEmpty() ? frame.text("mine.untitled") : draft.title();
    }

    /** The page with the draft in its form. */
    static String path(Draft draft) {
        return draft.fresh() ? "noticias/nueva?borrador=" + draft.notice() : "noticias/" + draft.notice() + "/editar";
    }
}
