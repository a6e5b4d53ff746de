package tablon.storage;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The thread that looks after the pools; once closed it is gone, so that a container may let go of our classes. */
record Housekeeper(ScheduledExecutorService thread) implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 5;

    Housekeeper() {
        this(one());
    }

    @Override
    public void close() throws InterruptedException {
        thread.shutdownNow();
        var unused = thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static ScheduledExecutorService one() {
        var one = new ScheduledThreadPoolExecutor(1, task -> {
            var daemon = new Thread(task, "pools");
            daemon.setDaemon(true);
            return daemon;
        });
        one.setRemoveOnCancelPolicy(true);
        return one;
    }
}
