package tablon.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tablon.access.Permission;
import tablon.page.Dates;
import tablon.page.FormState;
import tablon.page.Frame;
import tablon.page.Head;
import tablon.token.NewToken;
import tablon.token.Token;

/**
 * The model of the page of one's own tokens.
 *
 * @param scopes what a new one may be allowed; empty for members
 * @param expiries the moments that a new one may expire at
 * @param created the token that was just created: its secret is shown this once
 */
public record TokensPage(
        Frame frame,
        Head head,
        FormState form,
        List<Permission> scopes,
        List<Expiry> expiries,
        List<Token> tokens,
        Optional<NewToken> created,
        Dates dates,
        Instant now) {

    public boolean isExpired(Token token) {
        return token.isExpired(now);
    }

    public String scopes(Token token) {
        return token.scopes().stream()
                .map(scope -> frame.text("scope." + scope.scope()))
                .collect(Collectors.joining(", "));
    }

    public String day(Instant time) {
        return dates.dateInYear(dates.day(time));
    }

    public String moment(Instant time) {
        return OwnAccountPage.moment(frame, dates, time);
    }

    /**
     * A moment to choose from.
     *
     * @param value the moment as in JSON
     * @param selected whether the form shows it first
     */
    public record Expiry(String value, String text, boolean selected) {}
}
