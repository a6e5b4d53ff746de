package tablon.config;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The database that holds the board's data. */
public sealed interface DatabaseAddress {

    /** A SQLite file. */
    record Sqlite(Path file) implements DatabaseAddress {

        @Override
        public String toString() {
            return "SQLite at " + file.toAbsolutePath().normalize();
        }
    }

    /**
     * A PostgreSQL server.
     *
     * @param jdbcUrl has no password, because the driver's messages show a URL that it rejects
     * @param shown host, port and database name, for messages
     */
    record Postgresql(String jdbcUrl, Optional<String> user, Optional<String> password, String shown)
            implements DatabaseAddress {

        @Override
        public String toString() {
            return "PostgreSQL at " + shown;
        }
    }

    /** scheme://[user[:password]@]host[:port][/database][?parameters]: the syntax of libpq and Heroku. */
    Pattern LIBPQ_URL = Pattern.compile("postgres(?:ql)?://(?:(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?"
            + "(?<host>\\[[0-9A-Fa-f:.]+]|[^:@/?#\\[\\]]+)(?::(?<port>\\d{1,5}))?"
            + "(?:/(?<database>[^/?#]*))?(?:\\?(?<parameters>[^#]*))?");

    /** jdbc:postgresql:[//[host[:port][,host[:port]…]][/]][database][?parameters]: the syntax of the driver. */
    Pattern JDBC_URL = Pattern.compile("jdbc:postgresql:(?<shown>(?://(?<hosts>[^/?#]*)(?:/(?<database>[^/?#]*))?)?"
            + "|(?<only>[^/?#]+))(?:\\?(?<parameters>.*))?");

    Pattern HOST = Pattern.compile("(?:\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]*)(?::(?<port>\\d{1,5}))?");

    Pattern PARAMETER = Pattern.compile("(?<name>[A-Za-z]\\w*)(?:=(?<value>.*))?");

    String PASSWORD = "password";
    int MAX_PORT = 65_535;
    String ACCEPTED = "must be postgres://user:password@host:port/database (percent-encode all characters of user and"
            + " password except letters and digits) or jdbc:postgresql://host:port/database";

    /**
     * Parses a {@code postgres://}, {@code postgresql://} or {@code jdbc:postgresql:} URL. The driver does not accept a
     * JDBC URL with a user before the host; such a URL is parsed as a libpq URL after {@code jdbc:}.
     *
     * @throws IllegalArgumentException if the URL is invalid; the message says what is accepted and omits the URL, which may
     *     contain a password
     */
    static Postgresql postgresql(String url) {
        if (!url.startsWith("jdbc:")) {
            return libpq(url);
        }
        boolean hasUser = url.split("\\?", 2)[0].contains("@");
        return hasUser ? libpq(url.substring("jdbc:".length())) : jdbc(url);
    }

    private static Postgresql jdbc(String url) {
        var jdbc = JDBC_URL.matcher(url);
        if (!jdbc.matches()) {
            throw new IllegalArgumentException(ACCEPTED);
        }
        for (var host : Optional.ofNullable(jdbc.group("hosts")).orElse("").split(",")) {
            checkHost(host);
        }
        Optional.ofNullable(jdbc.group("database"))
                .or(() -> Optional.ofNullable(jdbc.group("only")))
                .ifPresent(DatabaseAddress::decode);
        var parameters = Parameters.of(jdbc.group("parameters"));
        var shown = jdbc.group("shown");
        return new Postgresql(
                "jdbc:postgresql:" + shown + parameters.query(),
                Optional.empty(),
                parameters.password(),
                shown.startsWith("//") ? shown.substring(2) : shown);
    }

    private static Postgresql libpq(String url) {
        var libpq = LIBPQ_URL.matcher(url);
        if (!libpq.matches()) {
            throw new IllegalArgumentException(ACCEPTED);
        }
        var user = Optional.ofNullable(libpq.group("user"))
                .filter(text -> !text.isEmpty())
                .map(DatabaseAddress::decode);
        var database = Optional.ofNullable(libpq.group("database"))
                .filter(text -> !text.isEmpty())
                .map(DatabaseAddress::decode)
                .or(() -> user)
                .orElseThrow(() -> new IllegalArgumentException("must name a database after the host: …/database"));
        var host = libpq.group("host")
                + Optional.ofNullable(libpq.group("port"))
                        .map(port -> ":" + port)
                        .orElse("");
        checkHost(host);
        var parameters = Parameters.of(libpq.group("parameters"));
        return new Postgresql(
                "jdbc:postgresql://" + host + "/" + URLEncoder.encode(database, StandardCharsets.UTF_8)
                        + parameters.query(),
                user,
                Optional.ofNullable(libpq.group("password"))
                        .map(DatabaseAddress::decode)
                        .or(parameters::password),
                host + "/" + database);
    }

    private static void checkHost(String text) {
        var host = HOST.matcher(text);
        if (!host.matches()) {
            throw new IllegalArgumentException(ACCEPTED);
        }
        if (host.group("port") != null) {
            int port = Integer.parseInt(host.group("port"));
            if (port < 1 || port > MAX_PORT) {
                throw new IllegalArgumentException("must have a port from 1 to " + MAX_PORT);
            }
        }
    }

    private static String decode(String text) {
        // a plus sign stands for a space only in parameters
        return decodeForm(text.replace("+", "%2B"));
    }

    private static String decodeForm(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException invalid) {
            // no cause: its message contains a part of the URL
            throw new IllegalArgumentException("must have two hexadecimal digits after each percent sign");
        }
    }

    /**
     * The parameters of a URL.
     *
     * @param query all parameters except the password, with the leading question mark; empty if there are none
     */
    record Parameters(String query, Optional<String> password) {

        static Parameters of(@Nullable String text) {
            List<String> others = new ArrayList<>();
            Optional<String> password = Optional.empty();
            for (var pair : text == null ? new String[0] : text.split("&+")) {
                var parameter = PARAMETER.matcher(pair);
                if (!parameter.matches()) {
                    throw new IllegalArgumentException(
                            "must have parameters of the form name=value after the question mark");
                }
                var value = Optional.ofNullable(parameter.group("value")).map(DatabaseAddress::decodeForm);
                if (parameter.group("name").equals(PASSWORD)) {
                    password = value;
                } else {
                    others.add(pair);
                }
            }
            return new Parameters(others.isEmpty() ? "" : "?" + String.join("&", others), password);
        }
    }
}
