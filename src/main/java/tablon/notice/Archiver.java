package tablon.notice;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tablon.storage.DatabaseFailure;

/**
 * Marks notices that expired over an hour ago as archived, so that lists of visible notices do not read them. The mark does
 * not affect whether a notice is visible.
 */
public final class Archiver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Archiver.class);
    private static final int PERIOD_SECONDS = 60;
    private static final int CLOSE_TIMEOUT_SECONDS = 5;

    private final ArchiveStore archive;
    private final ScheduledExecutorService thread;

    public Archiver(ArchiveStore archive) {
        this.archive = archive;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            var daemon = new Thread(task, "archiver");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    public Archiver start() {
        var unused = thread.scheduleWithFixedDelay(this::archive, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    @Override
    public void close() {
        // without an interrupt: the current batch completes
        thread.shutdown();
        try {
            var unused = thread.awaitTermination(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void archive() {
        try {
            while (!thread.isShutdown() && archive.archiveBatch()) {
                // other writes run between the batches
            }
        } catch (RuntimeException failed) {
            LOG.warn(
                    "Expired notices were not archived; lists may be slower until the next attempt: {}",
                    DatabaseFailure.describeWithLocation(failed));
        }
    }
}
