package tablon.launcher;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tablon.account.AdministratorStore;
import tablon.config.Settings;
import tablon.storage.Database;

/** Makes a new administrator's token. */
@Command(
        name = "token",
        description = "Makes a new administrator's token and prints it once; the one before is no longer taken.",
        mixinStandardHelpOptions = true)
final class Token implements Callable<Integer> {

    @Override
    public Integer call() {
        var settings = Settings.ofProcess();
        if (settings.adminToken().isPresent()) {
            throw new CommandFailure(
                    "ADMIN_TOKEN is set, and a board with it takes no other token: set another value, or none",
                    new UnsupportedOperationException());
        }
        try (var database = Database.openExisting(settings.database(), new SimpleMeterRegistry(), "administrator")) {
            System.out.println(new AdministratorStore(database, Clock.systemUTC(), Optional.empty()).replace());
        }
        return 0;
    }
}
