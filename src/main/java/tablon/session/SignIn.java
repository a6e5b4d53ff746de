package tablon.session;

import java.util.Optional;
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
     * @param replaced the secret of the session that the client had before
     * @throws Problem 429 after too many failures of this name from this address, 503 if too many people sign in at once
     */
    public Optional<String> start(
            String name, String password, Optional<String> replaced, String address, String browser) {
        attempts.begin(name, address);
        var login = Username.of(name).flatMap(accounts::login);
        var verified = verify(login.map(AccountStore.Login::passwordHash), password, name, address);
        if (login.isEmpty() || !verified.matches()) {
            return Optional.empty();
        }
        if (verified.outdated()) {
            accounts.upgradePassword(login.get(), passwords.hash(password));
        }
        attempts.succeeded(name, address);
        return Optional.of(sessions.start(login.get().id(), replaced, address, browser));
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
