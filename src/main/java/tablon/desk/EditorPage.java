package tablon.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tablon.campus.Campus;
import tablon.page.Article;
import tablon.page.Dates;
import tablon.page.FormState;
import tablon.page.Frame;
import tablon.page.Head;

/**
 * The model of the page on which a person writes a notice.
 *
 * @param action the address of the form
 * @param campuses those in which the person may publish, sorted by name
 * @param preview the notice as readers would see it
 * @param refusal why the notice was not saved; empty if nothing hinders it
 * @param comparison the stored notice beside the one in the form
 * @param saving what the buttons may do
 * @param draft the draft that the form shows or offers
 * @param draftPath where the script saves what is typed
 * @param sent whether the form was sent, so that what is typed in it may be stored nowhere
 * @param hints what the page says about the times in the form, by field
 * @param zoneName the name of the time zone of the board
 */
public record EditorPage(
        Frame frame,
        Head head,
        FormState form,
        String action,
        List<Campus> campuses,
        Optional<Article> preview,
        Optional<String> refusal,
        Optional<Comparison> comparison,
        Saving saving,
        Optional<DraftNote> draft,
        String draftPath,
        boolean sent,
        Map<String, String> hints,
        String zoneName) {
    /** Languages that are written in Spain and at its universities; others can be stored by the API. */
    private static final List<String> LANGUAGES =
            List.of("es", "en", "ca", "eu", "gl", "ast", "an", "ar", "de", "fr", "it", "pt", "ro", "uk", "zh");

    private static final List<String> EVENT =
            List.of("empieza", "empieza-dia", "empieza-hora", "termina", "termina-dia", "termina-hora", "lugar");

    /** What the form can do. */
    public enum Saving {
        PUBLISH,
        SAVE,
        OVERWRITE,
        RESTORE,
        NOTHING
    }

    /** The tags of the languages to choose from. */
    public List<String> languages() {
        var tags = new ArrayList<>(LANGUAGES);
        form.form().first("idioma").filter(tag -> !tags.contains(tag)).ifPresent(tags::add);
        return tags;
    }

    public String languageName(String tag) {
        return languageName(frame, tag);
    }

    /** Such as {@code Español (es)}. */
    static String languageName(Frame frame, String tag) {
        var locale = Locale.forLanguageTag(tag);
        var name = locale.getDisplayName(frame.language().locale());
        return name.isEmpty() ? tag : name + " (" + tag + ")";
    }

    /** Such as {@code Monday, 2 March 2026, 10:00 (Central European Time)}. */
    static String moment(Frame frame, Dates dates, Instant moment) {
        return frame.text("published", dates.date(dates.day(moment)), dates.time(moment), dates.zoneName(moment));
    }

    public boolean isSelected(String name, String value) {
        return form.value(name).equals(value);
    }

    /** The proposals for the expiry. Without one yet, {@link Proposal#DATE} is for ever as well. */
    public List<Proposal> proposals() {
        return Arrays.stream(Proposal.values())
                .filter(proposal -> proposal != Proposal.NEVER || expires())
                .toList();
    }

    public String label(Proposal proposal) {
        return frame.text("editor.expiry." + (proposal == Proposal.DATE && !expires() ? "open" : proposal.key()));
    }

    private boolean expires() {
        return !form.value("caduca").isEmpty();
    }

    public boolean isProposed(Proposal proposal) {
        return proposal
                == Proposal.of(form.value(NoticeForm.PROPOSAL))
                        .filter(proposals()::contains)
                        .orElse(Proposal.DATE);
    }

    /** Whether anything of an event is filled in, or wrong. */
    public boolean isEvent() {
        return EVENT.stream().anyMatch(name -> !form.value(name).isEmpty())
                || EVENT.stream().anyMatch(name -> form.error(name) != null);
    }

    /** The ids of the elements that describe an input; null if there are none. */
    public @Nullable String described(String name, boolean hasHint) {
        var ids = (hasHint ? name + "-hint " : "")
                + (hints.containsKey(name) ? name + "-note " : "")
                + (form.error(name) == null ? "" : name + "-error");
        return ids.isBlank() ? null : ids.strip();
    }
}
