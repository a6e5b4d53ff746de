package tablon.launcher;

import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import tablon.config.Settings;

/** Serves the board until the process is told to end. */
@Command(name = "serve", description = "Serves the board (the default).", mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {
    private final Stop stop;

    Serve(Stop stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() throws InterruptedException {
        long start = System.nanoTime();
        var server = JettyServer.start(Settings.ofProcess());
        stop.serving(server);
        LoggerFactory.getLogger("tablon")
                .info("Serving at {} after {} ms", server.address(), (System.nanoTime() - start) / 1_000_000);
        server.join();
        return 0;
    }
}
