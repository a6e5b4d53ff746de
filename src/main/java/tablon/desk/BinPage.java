package tablon.desk;

import java.util.Optional;
import tablon.notice.BinStore;
import tablon.notice.BinStore.Binned;
import tablon.page.Dates;
import tablon.page.Frame;
import tablon.page.Head;

/** The model of the page with the withdrawn notices. */
public record BinPage(Frame frame, Head head, Dates dates, BinStore.BinPage list) {

    /** When it was withdrawn, and until when it can be restored. */
    public String when(Binned notice) {
        return frame.text("bin.when", dates.date(dates.day(notice.withdrawn())), dates.time(notice.withdrawn()));
    }

    public String until(Binned notice) {
        return frame.text("bin.until", dates.date(dates.lastDay(notice.until())));
    }

    /** Who withdrew it. */
    public String who(Binned notice) {
        return who(frame, notice.actor(), Optional.ofNullable(list.names().get(notice.actor())));
    }

    /** The name of an actor of the journal. */
    static String who(Frame frame, String actor, Optional<String> name) {
        return switch (actor) {
            case "administrator" -> frame.text("actor.administrator");
            case "board" -> frame.text("actor.board");
            default -> name.orElseGet(() -> frame.text("actor.deleted"));
        };
    }

    public String link(Binned notice, String act) {
        return frame.link("noticias/" + notice.id() + "/" + act);
    }

    public Optional<String> older() {
        return list.older().map(cursor -> frame.link("papelera?cursor=" + cursor.encode()));
    }
}
