package tablon.desk;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tablon.access.Permission;
import tablon.audit.AuditEntry;
import tablon.audit.AuditEntry.Who;
import tablon.audit.AuditQuery;
import tablon.audit.AuditSlice;
import tablon.journal.Act;
import tablon.page.Dates;
import tablon.page.FormState;
import tablon.page.Frame;
import tablon.page.Head;
import tablon.page.Phrase;
import tablon.page.Phrase.Quote;
import tablon.throttle.FailedAttempts;

/**
 * The model of the audit page.
 *
 * @param names what things are called now, by their ids
 * @param failures failed sign-ins, for administrators
 */
public record AuditLogPage(
        Frame frame,
        Head head,
        AuditFilters filters,
        AuditSlice slice,
        Map<String, String> names,
        List<FailedAttempts> failures,
        Dates dates) {
    private static final String PAGE = "auditoria";
    private static final String NO_ID = "setup";

    /** Whether the list leaves out entries. */
    public boolean isFiltered() {
        return filters.isAny();
    }

    public FormState form() {
        return FormState.of(filters.form(), frame.language());
    }

    public boolean showsFailures() {
        return frame.actor().may(Permission.ADMINISTER);
    }

    public List<String> acts() {
        return Arrays.stream(Act.values()).map(Act::storedName).toList();
    }

    public List<String> kinds() {
        return AuditQuery.KINDS;
    }

    public boolean isContinued() {
        return filters.cursor().isPresent();
    }

    public String newest() {
        return frame.link(filters.address(PAGE));
    }

    public Optional<String> older() {
        return slice.next().map(next -> frame.link(filters.address(PAGE, "cursor=" + next.encode())));
    }

    public String export() {
        return frame.link(filters.address(PAGE + "/exportacion"));
    }

    /** The name of the person, or a description. */
    public String who(AuditEntry entry) {
        var id = entry.who().id();
        if (id.equals(Who.ADMINISTRATOR) || id.equals(Who.BOARD)) {
            return frame.text("audit.who." + id);
        }
        return Optional.ofNullable(entry.who().name()).orElseGet(() -> frame.text("audit.who.gone"));
    }

    /** The link to everything that the same actor did. */
    public String actsOf(AuditEntry entry) {
        return frame.link(PAGE + "?" + AuditFilters.PERSON + "=" + entry.who().id());
    }

    /** What was done, and to what kind of thing. */
    public String act(AuditEntry entry) {
        return frame.text("audit.did." + entry.act()) + " " + frame.text("audit.what." + entry.kind());
    }

    /** What the thing is called; its id if it is gone; empty if it has neither. */
    public Optional<String> thing(AuditEntry entry) {
        var name = entry.kind().equals("campus") ? frame.nameOf(entry.thing()) : names.get(entry.thing());
        return Optional.ofNullable(name).or(() -> Optional.of(entry.thing())
                .filter(unused -> !entry.kind().equals(NO_ID)));
    }

    /** The page of the thing, if it has one that the person may see. */
    public Optional<String> link(AuditEntry entry) {
        if (!names.containsKey(entry.thing())) {
            return Optional.empty();
        }
        return switch (entry.kind()) {
            case "notice" -> Optional.of(frame.link("noticias/" + entry.thing()));
            case "account" ->
                Optional.of(frame.link("personas/" + entry.thing())).filter(unused -> frame.mayAdminister());
            default -> Optional.empty();
        };
    }

    /** Such as {@code 2 de marzo de 2026, 10:00}. */
    public String moment(Instant moment) {
        return dates.dateWithoutWeekday(dates.day(moment)) + ", " + dates.time(moment);
    }

    /** Through which interface, from which network. */
    public String origin(AuditEntry entry) {
        var origin = frame.text("audit.origin." + entry.from().origin());
        return entry.from().network() == null
                ? origin
                : frame.text("audit.from", origin, entry.from().network());
    }

    /** With which credential; empty for the board itself. */
    public Optional<Phrase> credential(AuditEntry entry) {
        if (entry.who().id().equals(Who.BOARD)) {
            return Optional.empty();
        }
        if (entry.from().token() != null) {
            var name = entry.from().tokenName();
            return Optional.of(
                    name == null
                            ? frame.phrase("audit.with.revoked")
                            : frame.phrase("audit.with.token", new Quote(name, null)));
        }
        return Optional.of(frame.phrase(
                entry.who().id().equals(Who.ADMINISTRATOR) ? "audit.with.administrator" : "audit.with.session"));
    }

    /** Who failed to sign in, as far as that may be said. */
    public String who(FailedAttempts failed) {
        return failed.username()
                .orElseGet(() -> frame.text(failed.tokens() ? "audit.failed.tokens" : "audit.failed.unknown"));
    }
}
