package tablon.config;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the board's data lies. */
public sealed interface DatabaseAddress {

    /** A file of our own. */
    record Sqlite(Path file) implements DatabaseAddress {}

    /**
     * A server.
     *
     * @param jdbcUrl without credentials, so that it may be shown, unless the operator gave a JDBC URL that holds them
     * @param shown host, port and database name, for messages
     */
    record Postgresql(String jdbcUrl, Optional<String> user, Optional<String> password, String shown)
            implements DatabaseAddress {

        @Override
        public String toString() {
            return "PostgreSQL at " + shown;
        }
    }

    /** scheme://[user[:password]@]host[:port][/database][?parameters], as libpq and Heroku write it. */
    Pattern LIBPQ_URL = Pattern.compile("postgres(?:ql)?://(?:(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?"
            + "(?<host>\\[[0-9A-Fa-f:.]+]|[^:@/?#\\[\\]]+)(?::(?<port>\\d{1,5}))?"
            + "(?:/(?<database>[^/?#]*))?(?:\\?(?<parameters>[^#]*))?");

    Pattern JDBC_URL = Pattern.compile("jdbc:postgresql:(?://)?(?<shown>[^?]*).*");

    /**
     * The server that a {@code postgres://}, {@code postgresql://} or {@code jdbc:postgresql:} URL names.
     *
     * @throws IllegalArgumentException saying what would be right, never showing the URL
     */
    static Postgresql postgresql(String url) {
        var jdbc = JDBC_URL.matcher(url);
        if (jdbc.matches()) {
            return new Postgresql(url, Optional.empty(), Optional.empty(), jdbc.group("shown"));
        }
        var libpq = LIBPQ_URL.matcher(url);
        if (!libpq.matches()) {
            throw new IllegalArgumentException("must be postgres://user:password@host:port/database, with what is not"
                    + " a letter or digit in the user and the password percent-encoded, or jdbc:postgresql:…");
        }
        var user = Optional.ofNullable(libpq.group("user"))
                .filter(text -> !text.isEmpty())
                .map(DatabaseAddress::decode);
        var database = Optional.ofNullable(libpq.group("database"))
                .filter(text -> !text.isEmpty())
                .map(DatabaseAddress::decode)
                .or(() -> user)
                .orElseThrow(() -> new IllegalArgumentException("must name a database after the host: …/database"));
        var place = libpq.group("host")
                + Optional.ofNullable(libpq.group("port"))
                        .map(port -> ":" + port)
                        .orElse("") + "/";
        var parameters = Optional.ofNullable(libpq.group("parameters"))
                .filter(text -> !text.isEmpty())
                .map(text -> "?" + text)
                .orElse("");
        return new Postgresql(
                "jdbc:postgresql://" + place + URLEncoder.encode(database, StandardCharsets.UTF_8) + parameters,
                user,
                Optional.ofNullable(libpq.group("password")).map(DatabaseAddress::decode),
                place + database);
    }

    private static String decode(String text) {
        try {
            // in this part of a URL a plus is a plus, not a blank
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("has a percent sign that no two hexadecimal digits follow", wrong);
        }
    }
}
