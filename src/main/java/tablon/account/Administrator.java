package tablon.account;

import java.security.Principal;

/**
 * Who may write.
 *
 * @param credential the hash of the token that was shown, which tells one credential from another
 */
public record Administrator(String credential) implements Principal {
    public static final String ROLE = "administrator";

    @Override
    public String getName() {
        return ROLE;
    }
}
