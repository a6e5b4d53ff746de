package tablon.storage;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** HikariCP's timer thread. Closing it waits for its end, so that a container can unload the application's classes. */
record Housekeeper(ScheduledExecutorService thread) implements AutoCloseable {
    private static final int CLOSE_TIMEOUT_SECONDS = 5;

    Housekeeper() {
        this(newThread());
    }

    @Override
    public void close() throws InterruptedException {
        thread.shutdownNow();
        var unused = thread.awaitTermination(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    private static ScheduledExecutorService newThread() {
        var thread = new ScheduledThreadPoolExecutor(1, task -> {
            var daemon = new Thread(task, "pools");
            daemon.setDaemon(true);
            return daemon;
        });
        thread.setRemoveOnCancelPolicy(true);
        return thread;
    }
}
