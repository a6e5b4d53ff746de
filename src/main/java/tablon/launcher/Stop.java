package tablon.launcher;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What happens when the process is told to end: the server finishes what it does, then {@code last} is done. */
final class Stop extends Thread {
    private final AtomicReference<@Nullable JettyServer> serving = new AtomicReference<>();
    private final Runnable last;

    Stop(Runnable last) {
        super("stop");
        this.last = last;
    }

    void serving(JettyServer server) {
        serving.set(server);
    }

    @Override
    public void run() {
        var server = serving.get();
        try {
            if (server != null) {
                server.close();
            }
        } finally {
            last.run();
        }
    }
}
