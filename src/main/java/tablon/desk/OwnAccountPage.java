package tablon.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import tablon.account.Account;
import tablon.page.Dates;
import tablon.page.FormState;
import tablon.page.Frame;
import tablon.page.Head;
import tablon.session.Browser;
import tablon.session.Session;

/**
 * The model of the page of one's own account.
 *
 * @param sessions the last used first
 * @param current the session that the page was asked with
 */
public record OwnAccountPage(
        Frame frame,
        Head head,
        FormState form,
        Account account,
        List<Session> sessions,
        Optional<UUID> current,
        Dates dates) {
    private static final int MAX_BROWSER_LENGTH = 60;

    public boolean isCurrent(Session session) {
        return current.equals(Optional.of(session.id()));
    }

    public String role() {
        return frame.text("role." + account.role().jsonName());
    }

    public String campuses() {
        return account.campuses().stream().map(frame::nameOf).collect(Collectors.joining(", "));
    }

    /** The browser in words, or the beginning of what it says of itself. */
    public String browser(Session session) {
        var text = session.browser().strip();
        return Browser.of(text)
                .map(known -> frame.text("session.browser", known.name(), known.system()))
                .orElseGet(() -> text.isEmpty() ? frame.text("session.browser.unknown") : cut(text));
    }

    public String moment(Instant time) {
        return OwnAccountPage.moment(frame, dates, time);
    }

    /** Day and time of day. */
    static String moment(Frame frame, Dates dates, Instant time) {
        return frame.text("moment", dates.dateInYear(dates.day(time)), dates.time(time));
    }

    private static String cut(String text) {
        return text.length() > MAX_BROWSER_LENGTH ? text.substring(0, MAX_BROWSER_LENGTH) + "…" : text;
    }
}
