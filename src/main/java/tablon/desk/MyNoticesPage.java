package tablon.desk;

import java.util.List;
import java.util.Optional;
import tablon.draft.Draft;
import tablon.notice.OwnNotice;
import tablon.notice.OwnNotice.Group;
import tablon.notice.OwnNoticeStore.OwnList;
import tablon.page.Dates;
import tablon.page.Frame;
import tablon.page.Head;

/**
 * The model of the list of a person's own notices.
 *
 * @param drafts those of the person, the last saved first
 * @param continued whether the list begins in the middle
 */
public record MyNoticesPage(
        Frame frame, Head head, Dates dates, List<Draft> drafts, List<OwnList> lists, boolean continued) {

    static MyNoticesPage of(Frame frame, Dates dates, List<Draft> drafts, List<OwnList> lists, boolean continued) {
        return new MyNoticesPage(frame, Head.ofForm(frame.text("mine.title")), dates, drafts, lists, continued);
    }

    public boolean isEmpty() {
        return drafts.isEmpty()
                && lists.stream().allMatch(list -> list.notices().isEmpty());
    }

    public String title(Draft draft) {
        return DraftNote.title(frame, draft);
    }

    /** When a draft was saved last. */
    public String when(Draft draft) {
        return frame.text("mine.when.draft", dates.date(dates.day(draft.saved())), dates.time(draft.saved()));
    }

    /** The form with the draft. */
    public String address(Draft draft) {
        return frame.link(DraftNote.path(draft));
    }

    public String discard(Draft draft) {
        return frame.link("borradores/" + draft.notice());
    }

    public String heading(OwnList list) {
        return frame.text("mine." + list.group().key());
    }

    /** When a notice appears, expires or was withdrawn. */
    public String when(OwnNotice notice) {
        return frame.text("mine.when." + notice.group().key(), date(notice), dates.time(notice.moment()));
    }

    private String date(OwnNotice notice) {
        return dates.date(dates.day(notice.moment()));
    }

    /** The title leads to the page of the notice, as far as it has one. */
    public String address(OwnNotice notice) {
        return frame.link("noticias/" + notice.id() + (notice.group() == Group.WITHDRAWN ? "/restaurar" : ""));
    }

    /** The key of the link to the form: a refused or hidden notice goes back to the moderators. */
    public String editing(OwnNotice notice) {
        return notice.reason() == null ? "edit" : "correct";
    }

    public String link(OwnNotice notice, String act) {
        return frame.link("noticias/" + notice.id() + "/" + act);
    }

    /** The link to older notices of the same state. */
    public Optional<String> older(OwnList list) {
        return list.older()
                .map(cursor ->
                        frame.link("mis-noticias?estado=" + list.group().parameter() + "&cursor=" + cursor.encode()));
    }
}
