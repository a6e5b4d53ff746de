package tablon.session;

import java.util.Optional;
import tablon.account.Account;
import tablon.account.AccountStore;
import tablon.account.Username;
import tablon.password.Passwords;
import tablon.problem.Problem;
import tablon.throttle.AttemptStore;

/** Signs people in with name and password. */
public final class SignIn {
    private final AccountStore accounts;
    private final Passwords passwords;
    private final AttemptStore attempts;
    private final SessionStore sessions;

    public SignIn(AccountStore accounts, Passwords passwords, AttemptStore attempts, SessionStore sessions) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.attempts = attempts;
        this.sessions = sessions;
    }

    /**
     * Starts a session, and returns its secret; empty if the name or the password is wrong. An unknown name takes the same
     * time as a wrong password.
     *
     * @throws Problem 429 after too many failures of this name from this address, 503 if too many people sign in at once
     */
    public Optional<String> start(String name, String password, Visitor visitor) {
        return login(name, password, visitor.address()).flatMap(login -> sessions.start(login, visitor));
    }

    /**
     * Whether this is the password of a person who has signed in. Wrong ones count as failures to sign in.
     *
     * @throws Problem as {@link #start} does
     */
    public boolean isPassword(Account account, String password, String address) {
        return login(account.username(), password, address).isPresent();
    }

    private Optional<AccountStore.Login> login(String name, String password, String address) {
        // a flood does not write to the database
        passwords.requireRoom();
        attempts.begin(name, address);
        var login = Username.of(name).flatMap(accounts::login);
        var verified = verify(login.map(AccountStore.Login::passwordHash), password, name, address);
        if (login.isEmpty() || !verified.matches()) {
            return Optional.empty();
        }
        attempts.succeeded(name, address);
        return verified.outdated()
                ? login.map(weak -> accounts.upgradePassword(weak, passwords.hash(password)))
                : login;
    }

    private Passwords.Verification verify(Optional<String> hash, String password, String name, String address) {
        try {
            return passwords.verify(hash, password);
        } catch (Problem overloaded) {
            attempts.unverified(name, address);
            throw overloaded;
        }
    }
}
