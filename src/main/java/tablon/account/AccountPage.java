package tablon.account;

import java.util.List;
import java.util.Optional;

/** One page of the list of accounts, ordered by their names for signing in. */
public record AccountPage(List<Account> accounts, Optional<AccountCursor> next) {}
