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

/** Where the board's data lies. */
public sealed interface DatabaseAddress {

    /** A file of our own. */
    record Sqlite(Path file) implements DatabaseAddress {}

    /**
     * A server.
     *
     * @param jdbcUrl without a password, because the driver shows a URL that it does not accept
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

    /** jdbc:postgresql:[//[host[:port][,host[:port]…]][/]][database][?parameters], as the driver documents it. */
    Pattern JDBC_URL = Pattern.compile("jdbc:postgresql:(?<shown>(?://(?<hosts>[^/?#]*)(?:/(?<database>[^/?#]*))?)?"
            + "|(?<only>[^/?#]+))(?:\\?(?<parameters>.*))?");

    Pattern HOST = Pattern.compile("(?:\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]*)(?::(?<port>\\d{1,5}))?");

    Pattern PARAMETER = Pattern.compile("(?<name>[A-Za-z]\\w*)(?:=(?<value>.*))?");

    String PASSWORD = "password";
    int HIGHEST_PORT = 65_535;
    String ACCEPTED = "must be postgres://user:password@host:port/database, with what is not a letter or digit in the"
            + " user and the password percent-encoded, or jdbc:postgresql:…";

    /**
     * The server that a {@code postgres://}, {@code postgresql://} or {@code jdbc:postgresql:} URL names. A JDBC URL
     * with a user before the host, which the driver does not accept, is read as the libpq URL that follows
     * {@code jdbc:}.
     *
     * @throws IllegalArgumentException saying what would be right, never showing the URL
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
            if (port < 1 || port > HIGHEST_PORT) {
                throw new IllegalArgumentException("must have a port from 1 to " + HIGHEST_PORT);
            }
        }
    }

    private static String decode(String text) {
        // in this part of a URL a plus is a plus, not a blank
        return decodeForm(text.replace("+", "%2B"));
    }

    private static String decodeForm(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            // without the cause: its message shows what was written after the percent sign
            throw new IllegalArgumentException("has a percent sign that no two hexadecimal digits follow");
        }
    }

    /**
     * What follows the question mark of a URL.
     *
     * @param query the parameters that the driver is given, from the question mark on
     */
    record Parameters(String query, Optional<String> password) {

        static Parameters of(@Nullable String text) {
            List<String> others = new ArrayList<>();
            Optional<String> password = Optional.empty();
            for (var written : text == null ? new String[0] : text.split("&+")) {
                var parameter = PARAMETER.matcher(written);
                if (!parameter.matches()) {
                    throw new IllegalArgumentException("must have parameters of the form name=value after the ?");
                }
                var value = Optional.ofNullable(parameter.group("value")).map(DatabaseAddress::decodeForm);
                if (parameter.group("name").equals(PASSWORD)) {
                    password = value;
                } else {
                    others.add(written);
                }
            }
            return new Parameters(others.isEmpty() ? "" : "?" + String.join("&", others), password);
        }
    }
}
