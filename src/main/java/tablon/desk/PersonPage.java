package tablon.desk;

import java.util.Optional;
import tablon.account.Account;
import tablon.invitation.Link;
import tablon.page.FormState;
import tablon.page.Frame;
import tablon.page.Head;

/**
 * The model of the page with one person.
 *
 * @param changed whether somebody else changed the account while this person edited it
 * @param reset the link for a new password that was just made
 */
public record PersonPage(
        Frame frame, Head head, Account account, FormState form, boolean changed, Optional<Link> reset) {

    public boolean isOwn() {
        return frame.actor().account().equals(Optional.of(account.id()));
    }

    public String deletion() {
        return frame.link("personas/" + account.id() + "/eliminar");
    }
}
