package tablon.desk;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tablon.difference.Difference;
import tablon.notice.Notice;
import tablon.notice.VersionStore.History;
import tablon.notice.VersionStore.Made;
import tablon.notice.VersionStore.Version;
import tablon.page.Dates;
import tablon.page.Frame;
import tablon.page.Head;

/**
 * The model of the page with the versions of a notice.
 *
 * @param refusal why a version was not restored; empty if nothing hindered it
 */
public record HistoryPage(Frame frame, Head head, History history, List<Row> rows, Optional<String> refusal) {

    /**
     * One version.
     *
     * @param act what was done; empty if it is not known
     * @param who empty if it is not known
     * @param changes the fields that differ from the version before
     * @param oldest whether it is the first that the board has
     */
    public record Row(
            Notice notice,
            String moment,
            Optional<String> act,
            Optional<String> who,
            List<Comparison.Row> changes,
            boolean oldest) {}

    static HistoryPage of(Frame frame, Dates dates, History history, Optional<String> refusal) {
        var budget = new Difference.Budget();
        return new HistoryPage(
                frame,
                Head.ofForm(frame.text("history.title")),
                history,
                history.versions().stream()
                        .map(version -> row(frame, dates, version, budget))
                        .toList(),
                refusal);
    }

    private static Row row(Frame frame, Dates dates, Version version, Difference.Budget budget) {
        return new Row(
                version.notice(),
                EditorPage.moment(frame, dates, version.notice().updated()),
                version.made().map(made -> act(frame, made, version.notice().authorName())),
                version.made().map(made -> BinPage.who(frame, made.actor(), made.name())),
                version.former()
                        .map(former -> Comparison.changes(frame, dates, former, version.notice(), budget))
                        .orElse(List.of()),
                version.former().isEmpty());
    }

    /** An approval says who wrote the version. */
    private static String act(Frame frame, Made made, @Nullable String author) {
        if (made.act().equals("approve") && author != null) {
            return frame.text("history.act.approved", author);
        }
        return made.act().equals("restore") && made.detail() != null
                ? frame.text("history.act.version", made.detail())
                : frame.text("history.act." + made.act());
    }

    public boolean isCurrent(Row row) {
        return row.notice().version() == history.current().version();
    }

    /** Whether the person may store a version again. */
    public boolean mayRestore(Row row) {
        return !isCurrent(row) && !history.withdrawn() && !frame.needsApproval();
    }

    public String link(String act) {
        return frame.link("noticias/" + history.current().id() + act);
    }

    public Optional<String> older() {
        return history.next().map(next -> link("/historial?cursor=" + next));
    }
}
