package tablon.wiring;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import tablon.account.AdministratorStore;
import tablon.config.Build;
import tablon.config.Settings;
import tablon.config.Settings.LogFormat;
import tablon.invitation.CodeStore;
import tablon.invitation.Link;
import tablon.json.Json;
import tablon.notice.NoticeStore;

/** Messages for the operator when the board starts. */
final class StartupMessages {
    /** Counting is a scan of the table, so it stops here. */
    private static final int MAX_COUNT = 10_000;

    private static final String SETUP_TITLE =
            "Open this link in a browser to set the board up. It works once, within 24 hours"
                    + " (java -jar tablon.war setup prints another)";
    private static final String TITLE =
            "The administrator's token. It is shown only once (java -jar tablon.war token creates another)";

    private StartupMessages() {}

    /**
     * Says what starts on which data, and warns about data that a restart deletes. Shows the link for the set-up and the
     * administrator's token at the first start.
     */
    static void print(
            Settings settings,
            NoticeStore notices,
            AdministratorStore administrators,
            CodeStore codes,
            Clock clock,
            Logger log) {
        int count = notices.count(MAX_COUNT + 1);
        log.info(
                "Tablón {}; database: {}; notices: {}; time zone: {}",
                Build.current().version(),
                settings.database(),
                count > MAX_COUNT ? "more than " + MAX_COUNT : count,
                settings.boardZone());
        if (settings.ephemeral()) {
            log.warn("This dyno deletes its files at each restart, including all notices."
                    + " Add a PostgreSQL database, which sets DATABASE_URL.");
        }
        codes.firstSetUp().ifPresent(code -> showSetUp(settings.address() + "/" + Link.SETUP + code, settings, clock));
        administrators.createFirst().ifPresent(token -> showToken(token, settings, clock));
    }

    /** Prints to the console, because logs are stored and forwarded. */
    @SuppressWarnings("SystemOut")
    private static void showSetUp(String link, Settings settings, Clock clock) {
        if (settings.logFormat() == LogFormat.JSON) {
            var line = jsonLine(SETUP_TITLE, clock.instant());
            line.put("setup", link);
            System.out.println(new String(Json.bytes(line), StandardCharsets.UTF_8));
        } else {
            System.out.println("""

                    %s:

                        %s
                    """.formatted(SETUP_TITLE, link));
        }
    }

    /** Prints to the console, like {@link #showSetUp}. */
    @SuppressWarnings("SystemOut")
    private static void showToken(String token, Settings settings, Clock clock) {
        var command = "curl -X PUT " + settings.address() + "/api/campuses/UGR -H 'Authorization: Bearer " + token
                + "' -H 'Content-Type: application/json' -d '{\"nombre\":\"Universidad de Granada\"}'";
        System.out.println(
                settings.logFormat() == LogFormat.JSON ? json(token, command, clock.instant()) : text(token, command));
    }

    private static String text(String token, String command) {
        return """

                %s:

                    %s

                With the token, a program creates the first campus like this:

                    %s
                """.formatted(TITLE, token, command);
    }

    /** One line with the members of a log line, and the token and the command in members of their own. */
    private static String json(String token, String command, Instant now) {
        var line = jsonLine(TITLE, now);
        line.put("token", token);
        line.put("command", command);
        return new String(Json.bytes(line), StandardCharsets.UTF_8);
    }

    private static Map<String, String> jsonLine(String message, Instant now) {
        var line = new LinkedHashMap<String, String>();
        line.put("@timestamp", now.toString());
        line.put("level", "INFO");
        line.put("logger_name", StartupMessages.class.getName());
        line.put("message", message);
        return line;
    }
}
