package tablon.invitation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tablon.access.Actor;
import tablon.access.Role;
import tablon.account.Account;
import tablon.account.AccountStore;
import tablon.account.Grant;
import tablon.account.NewAccount;
import tablon.campus.CampusDraft;
import tablon.campus.CampusStore;
import tablon.journal.Change;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.password.Passwords;
import tablon.session.SessionStore;
import tablon.session.Visitor;

/**
 * Creates accounts and sets new passwords, and signs the person in. A one-time code is used up in the transaction in which it
 * has its effect. Passwords are hashed before it, because that takes long, but not for a code that is not valid.
 */
public final class Enrolment {
    private final JournalStore journal;
    private final AccountStore accounts;
    private final CodeStore codes;
    private final Passwords passwords;
    private final SessionStore sessions;

    public Enrolment(
            JournalStore journal, AccountStore accounts, CodeStore codes, Passwords passwords, SessionStore sessions) {
        this.journal = journal;
        this.accounts = accounts;
        this.codes = codes;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    /**
     * Creates the account of an invited person. Returns the secret of a new session.
     *
     * @throws tablon.problem.Problem 410 if the code is not valid, 422 if the name is taken
     */
    public String accept(String code, NewAccount person, Visitor visitor) {
        var grant = codes.require(Code.Kind.INVITATION, code).grant().orElseThrow();
        var hash = hash(person);
        return journal.change(actor(person, grant).from(visitor.address()), Origin.PAGE, change -> {
            var granted = codes.consume(change, Code.Kind.INVITATION, code)
                    .grant()
                    .orElseThrow()
                    .withExisting(change.handle());
            return create(change, person, granted, hash, visitor);
        });
    }

    /**
     * Creates an administrator, and the first campus if there is none. Returns the secret of a new session.
     *
     * @throws tablon.problem.Problem 410 if the code is not valid, 422 if the name is taken
     */
    public String setUp(String code, NewAccount person, Optional<CampusDraft> campus, Visitor visitor) {
        codes.require(Code.Kind.SETUP, code);
        var hash = hash(person);
        var grant = new Grant(Role.ADMINISTRATOR, List.of());
        return journal.change(actor(person, grant).from(visitor.address()), Origin.PAGE, change -> {
            codes.consume(change, Code.Kind.SETUP, code);
            campus.filter(draft -> CampusStore.all(change.handle()).isEmpty())
                    .ifPresent(draft -> CampusStore.create(change, draft));
            return create(change, person, grant, hash, visitor);
        });
    }

    /**
     * Creates the account of a person who signs up. Returns the secret of a new session.
     *
     * @throws tablon.problem.Problem 422 if the name is taken
     */
    public String signUp(NewAccount person, Visitor visitor) {
        var hash = hash(person);
        var grant = new Grant(Role.MEMBER, List.of());
        return journal.change(
                actor(person, grant).from(visitor.address()),
                Origin.PAGE,
                change -> create(change, person, grant, hash, visitor));
    }

    /**
     * The account whose password a code sets.
     *
     * @throws tablon.problem.Problem 410 if the code is not valid, or the account is disabled
     */
    public Account resetting(String code) {
        return codes.require(Code.Kind.RESET, code)
                .account()
                .flatMap(accounts::find)
                .filter(Account::active)
                .orElseThrow(CodeStore::notValid);
    }

    /**
     * Sets a new password and ends all sessions. Returns the secret of a new session.
     *
     * @throws tablon.problem.Problem 410 if the code is not valid, or the account is disabled
     */
    public String reset(String code, Account account, String password, Visitor visitor) {
        var hash = passwords.hash(password);
        var actor = actor(account.id(), account.name(), new Grant(account.role(), account.campuses()))
                .from(visitor.address());
        return journal.change(actor, Origin.PAGE, change -> {
            codes.consume(change, Code.Kind.RESET, code);
            if (AccountStore.find(change.handle(), account.id())
                    .filter(Account::active)
                    .isEmpty()) {
                throw CodeStore.notValid();
            }
            AccountStore.setPassword(change, account.id(), hash);
            SessionStore.endAll(change.handle(), account.id());
            return sessions.start(change.handle(), account.id(), visitor);
        });
    }

    private String hash(NewAccount person) {
        if (accounts.isTaken(person.username())) {
            throw AccountStore.taken();
        }
        return passwords.hash(person.password());
    }

    private String create(Change change, NewAccount person, Grant grant, String hash, Visitor visitor) {
        AccountStore.create(change, person, grant, hash);
        return sessions.start(change.handle(), person.id(), visitor);
    }

    private static Actor actor(NewAccount person, Grant grant) {
        return actor(person.id(), person.name(), grant);
    }

    private static Actor actor(UUID id, String name, Grant grant) {
        return Actor.signedIn(id, name, grant.role(), Set.copyOf(grant.campuses()));
    }
}
