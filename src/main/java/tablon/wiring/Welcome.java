package tablon.wiring;

import org.slf4j.Logger;
import tablon.account.AdministratorStore;
import tablon.config.Settings;

/** What the operator is told when the board starts. */
final class Welcome {
    private Welcome() {}

    static void greet(Settings settings, AdministratorStore administrators, Logger log) {
        if (settings.ephemeral()) {
            log.warn("This dyno forgets its files at each restart, and with them every notice:"
                    + " add a PostgreSQL database, which sets DATABASE_URL");
        }
        administrators.makeFirst().ifPresent(token -> show(token, settings));
    }

    /** To the console and not to the log: a log is kept, copied and sent on. */
    @SuppressWarnings("SystemOut")
    private static void show(String token, Settings settings) {
        var address = settings.publicUrl().map(Object::toString).orElse("http://localhost:" + settings.port());
        System.out.printf("""

                The administrator's token, shown this once (java -jar tablon.war token makes another):

                    %s

                A first campus:

                    curl -X PUT %s/api/campuses/UGR -H 'Authorization: Bearer %1$s' \\
                         -H 'Content-Type: application/json' -d '{"nombre":"Universidad de Granada"}'

                %n""", token, address);
    }
}
