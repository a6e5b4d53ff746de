package tablon.testing;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import tablon.digest.Sha256;

/** One-time links for tests. */
public final class TestCodes {
    private static final Pattern COPIED =
            Pattern.compile("<input id=\"enlace\"[^>]* value=\"[^\"]*/(\\w+/[\\w-]{43})\"");

    private TestCodes() {}

    /** The path of the set-up page: gives the code that the board printed at its first start a known secret. */
    public static String setUp(DataSource database) {
        var secret = "s".repeat(43);
        var hash = Sha256.hex(secret.getBytes(StandardCharsets.UTF_8));
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            int changed = statement.executeUpdate("update code set hash = '" + hash + "' where kind = 'setup'");
            if (changed != 1) {
                throw new IllegalStateException("the board has no set-up code");
            }
            return "/instalacion/" + secret;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The path of the one-time link that a page shows. */
    public static String copied(Exchange page) {
        var link = COPIED.matcher(page.text());
        if (!link.find()) {
            throw new IllegalStateException("no link in: " + page.text());
        }
        return "/" + link.group(1);
    }

    /** The path of the one-time link in an answer of the API. */
    public static String path(Exchange answer) {
        return answer.json().get("url").asText().replaceFirst("https?://[^/]+", "");
    }
}
