package tablon.http;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;

/** Makes the threads that write the log's lines, for {@code logback-shared.xml}, and sees them end. */
public final class LogThreads implements ThreadFactory {
    private static final long PATIENCE_MILLISECONDS = 1_000;
    private static final Queue<Thread> MADE = new ConcurrentLinkedQueue<>();

    @Override
    public Thread newThread(Runnable writing) {
        var thread = new Thread(writing, "log");
        thread.setDaemon(true);
        MADE.add(thread);
        return thread;
    }

    /** Waits until they are gone, once they were told to stop: a container looks for what we leave behind. */
    static void await() {
        try {
            for (var thread = MADE.poll(); thread != null; thread = MADE.poll()) {
                thread.join(PATIENCE_MILLISECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
