package tablon.testing;

import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import tablon.access.Role;
import tablon.password.Passwords;
import tablon.problem.Problem;

/** Accounts that tests add to the board's database directly; they sign in through the real page. */
public final class TestAccounts {
    /** The password of all of them. */
    public static final String PASSWORD = "una frase de paso";

    private static final String HASH = hash();

    private TestAccounts() {}

    /** Adds an active account, and returns its id. The shown name is the user name with a capital letter. */
    public static UUID add(DataSource database, String username, Role role, String... campuses) {
        var id = UUID.randomUUID();
        var name = username.substring(0, 1).toUpperCase(Locale.ROOT) + username.substring(1);
        execute(database, """
                insert into account (id, username, folded, name, password, role, active, version, created)
                values ('%s', '%s', '%s', '%s', '%s', '%s', true, 1, %s)
                """.formatted(
                        id,
                        username,
                        username.toLowerCase(Locale.ROOT),
                        name,
                        HASH,
                        role.jsonName(),
                        isPostgresql(database) ? "now()" : "0"));
        for (var campus : campuses) {
            execute(database, "insert into account_campus (account, campus) values ('%s', '%s')".formatted(id, campus));
        }
        return id;
    }

    private static boolean isPostgresql(DataSource database) {
        try (var connection = database.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void execute(DataSource database, String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Made once, because a hash is expensive by design: the first one, on a busy machine, may exceed its time limit. */
    private static String hash() {
        try (var passwords = new Passwords()) {
            try {
                return passwords.hash(PASSWORD);
            } catch (Problem late) {
                return passwords.hash(PASSWORD);
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
