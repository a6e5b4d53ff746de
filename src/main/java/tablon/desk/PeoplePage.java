package tablon.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tablon.access.Role;
import tablon.account.Account;
import tablon.account.AccountCursor;
import tablon.invitation.Invitation;
import tablon.invitation.Link;
import tablon.page.Dates;
import tablon.page.FormState;
import tablon.page.Frame;
import tablon.page.Head;

/**
 * The model of the page with all people.
 *
 * @param next where the list continues
 * @param form the form for an invitation
 * @param invited the link of the invitation that was just made
 */
public record PeoplePage(
        Frame frame,
        Head head,
        List<Account> people,
        Optional<AccountCursor> next,
        List<Invitation> invitations,
        FormState form,
        Optional<Link> invited,
        Dates dates) {

    public String link(Account account) {
        return frame.link("personas/" + account.id());
    }

    public String nextPage() {
        return frame.link("personas?cursor=" + next.orElseThrow().encode());
    }

    public String role(Role role) {
        return frame.text("role." + role.jsonName());
    }

    /** The names of the campuses; empty if there are none. */
    public String campuses(List<String> codes) {
        return codes.stream().map(frame::nameOf).collect(Collectors.joining(", "));
    }

    public String day(Instant instant) {
        return dates.dateWithoutWeekday(dates.day(instant));
    }
}
