package tablon.wiring;

import org.slf4j.Logger;
import tablon.account.AdministratorStore;
import tablon.config.Settings;

/** Messages for the operator when the board starts. */
final class StartupMessages {
    private StartupMessages() {}

    /** Warns about data that a restart deletes, and shows the administrator's token at the first start. */
    static void print(Settings settings, AdministratorStore administrators, Logger log) {
        if (settings.ephemeral()) {
            log.warn("This dyno deletes its files at each restart, including all notices."
                    + " Add a PostgreSQL database, which sets DATABASE_URL.");
        }
        administrators.createFirst().ifPresent(token -> show(token, settings));
    }

    /** Prints to the console, because logs are stored and forwarded. */
    @SuppressWarnings("SystemOut")
    private static void show(String token, Settings settings) {
        var address = settings.publicUrl().map(Object::toString).orElse("http://localhost:" + settings.port());
        System.out.printf("""

                The administrator's token. It is shown only once (java -jar tablon.war token creates another):

                    %s

                Create the first campus:

                    curl -X PUT %s/api/campuses/UGR -H 'Authorization: Bearer %1$s' \\
                         -H 'Content-Type: application/json' -d '{"nombre":"Universidad de Granada"}'

                %n""", token, address);
    }
}
