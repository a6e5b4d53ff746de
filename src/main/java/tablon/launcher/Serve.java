package tablon.launcher;

import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import tablon.config.Settings;

/** Serves the board until the process is terminated. */
@Command(name = "serve", description = "Serves the board (the default).", mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {
    private final ShutdownHook hook;

    Serve(ShutdownHook hook) {
        this.hook = hook;
    }

    @Override
    public Integer call() throws InterruptedException {
        long start = System.nanoTime();
        var server = JettyServer.start(Settings.ofProcess());
        hook.close(server);
        LoggerFactory.getLogger("tablon")
                .info("Serving at {} after {} ms", server.address(), (System.nanoTime() - start) / 1_000_000);
        server.join();
        return 0;
    }
}
