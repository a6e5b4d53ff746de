package tablon.desk;

import tablon.notice.Notice;
import tablon.notice.Withdrawn;
import tablon.page.Dates;
import tablon.page.Frame;
import tablon.page.Head;

/**
 * The model of a page that asks before something is done with a notice.
 *
 * @param hint what the act means
 * @param action the address of the form
 */
public record NoticeActPage(Frame frame, Head head, Notice notice, String hint, String action) {

    static NoticeActPage withdrawing(Frame frame, Notice notice) {
        return new NoticeActPage(
                frame,
                Head.ofForm(frame.text("withdraw.title")),
                notice,
                frame.text("withdraw.hint"),
                frame.link("noticias/" + notice.id() + "/retirar"));
    }

    static NoticeActPage restoring(Frame frame, Dates dates, Withdrawn withdrawn) {
        return new NoticeActPage(
                frame,
                Head.ofForm(frame.text("restore.title")),
                withdrawn.notice(),
                frame.text("restore.hint", dates.date(dates.lastDay(withdrawn.until()))),
                frame.link("noticias/" + withdrawn.notice().id() + "/restaurar"));
    }
}
