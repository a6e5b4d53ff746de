package tablon.launcher;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Runs when the JVM ends, for example on SIGTERM: logs and closes the server, if one runs, then calls {@code afterwards}. */
final class ShutdownHook extends Thread {
    private final AtomicReference<@Nullable JettyServer> server = new AtomicReference<>();
    private final Runnable afterwards;

    ShutdownHook(Runnable afterwards) {
        super("stop");
        this.afterwards = afterwards;
    }

    /** Sets the server to close. */
    void close(JettyServer started) {
        server.set(started);
    }

    @Override
    public void run() {
        var running = server.get();
        try {
            if (running != null) {
                LoggerFactory.getLogger("tablon")
                        .info(
                                "Stopping: no new connections, and at most {} s for requests in progress",
                                JettyServer.STOP_SECONDS);
                running.close();
            }
        } finally {
            afterwards.run();
        }
    }
}
