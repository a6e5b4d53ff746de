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

/** A PostgreSQL server: the one in {@code TEST_DATABASE_URL}, or an embedded one that runs until the JVM ends. */
public final class TestPostgres {
    private static @Nullable String server;

    private TestPostgres() {}

    /** Creates an empty database and returns its {@code DATABASE_URL}. */
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
            var configured = System.getenv("TEST_DATABASE_URL");
            server = configured == null ? startServer() : configured;
        }
        return server;
    }

    @SuppressWarnings("AddressSelection") // the server listens on this address
    private static String startServer() {
        try {
            var postgres = EmbeddedPostgres.builder()
                    // durability is not needed in tests
                    .setServerConfig("fsync", "off")
                    .start();
            return "postgres://postgres:postgres@localhost:" + postgres.getPort() + "/postgres";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
