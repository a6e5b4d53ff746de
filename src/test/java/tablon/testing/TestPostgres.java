package tablon.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tablon.config.DatabaseAddress;

/** A real PostgreSQL: the one that {@code TEST_DATABASE_URL} names, or one that runs as long as these tests. */
public final class TestPostgres {
    private static @Nullable String server;

    private TestPostgres() {}

    /** A {@code DATABASE_URL} that names a database of its own, with nothing in it. */
    public static String freshDatabase() {
        var url = server();
        var name = "t" + UUID.randomUUID().toString().replace("-", "");
        var address = DatabaseAddress.postgresql(url);
        try (var connection = DriverManager.getConnection(
                        address.jdbcUrl(),
                        address.user().orElse(""),
                        address.password().orElse(""));
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        var parts = URI.create(url);
        var query = parts.getRawQuery() == null ? "" : "?" + parts.getRawQuery();
        return "postgres://" + parts.getRawAuthority() + "/" + name + query;
    }

    private static synchronized String server() {
        if (server == null) {
            var given = System.getenv("TEST_DATABASE_URL");
            server = given == null ? startServer() : given;
        }
        return server;
    }

    @SuppressWarnings("AddressSelection") // the server listens on this very address
    private static String startServer() {
        try {
            var postgres = EmbeddedPostgres.builder()
                    // what a test wrote need not outlive the machine
                    .setServerConfig("fsync", "off")
                    .start();
            return "postgres://postgres:postgres@localhost:" + postgres.getPort() + "/postgres";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
