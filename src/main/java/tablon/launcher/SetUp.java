package tablon.launcher;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tablon.account.AccountStore;
import tablon.config.Settings;
import tablon.invitation.CodeStore;
import tablon.invitation.Link;
import tablon.storage.Database;

/** Makes a new link for the set-up. */
@Command(
        name = "setup",
        description = "Prints a link that makes an administrator in the browser. It works once, within 24 hours;"
                + " the one before is no longer valid.",
        mixinStandardHelpOptions = true)
final class SetUp implements Callable<Integer> {

    @Override
    public Integer call() {
        var settings = Settings.ofProcess();
        try (var database = Database.openExisting(settings.database(), new SimpleMeterRegistry(), "account", "code")) {
            if (new AccountStore(database).hasAdministrator()) {
                System.err.println("The board already has an administrator. The link makes another one.");
            }
            var code = new CodeStore(database, Clock.systemUTC()).setUp();
            System.out.println(settings.address() + "/" + Link.SETUP + code);
        }
        return 0;
    }
}
