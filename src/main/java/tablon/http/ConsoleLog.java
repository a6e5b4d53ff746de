package tablon.http;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Log lines on the console, many at a time, by a thread of its own. Nobody who logs takes a lock, wakes a thread for
 * each line or waits for the console: where that does not take lines as fast as they come, lines are dropped.
 */
public final class ConsoleLog extends UnsynchronizedAppenderBase<ILoggingEvent> {
    static final int MOST_WAITING = 8_192;

    private static final long GATHERING_NANOSECONDS = 20_000_000;
    private static final long LAST_WORDS_MILLISECONDS = 1_000;
    private static final int BATCH_BYTES = 65_536;

    private final OutputStream console;
    private final Queue<ILoggingEvent> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Thread writer = new Thread(this::write, "log");
    private volatile boolean asleep;
    private volatile boolean ending;
    private @Nullable Encoder<ILoggingEvent> encoder;

    public ConsoleLog() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    ConsoleLog(OutputStream console) {
        this.console = console;
    }

    public void setEncoder(Encoder<ILoggingEvent> encoder) {
        this.encoder = encoder;
    }

    @Override
    public void start() {
        writer.setDaemon(true);
        writer.start();
        super.start();
    }

    /** Writes what is waiting, unless the console takes too long. */
    @Override
    public void stop() {
        super.stop();
        ending = true;
        LockSupport.unpark(writer);
        try {
            writer.join(LAST_WORDS_MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (count.get() >= MOST_WAITING) {
            return;
        }
        event.prepareForDeferredProcessing();
        count.incrementAndGet();
        waiting.add(event);
        if (asleep) {
            LockSupport.unpark(writer);
        }
    }

    private void write() {
        var batch = new ByteArrayOutputStream();
        boolean last;
        do {
            awaitLines();
            last = ending;
            for (var event = waiting.poll(); event != null; event = waiting.poll()) {
                count.decrementAndGet();
                add(event, batch);
                if (batch.size() > BATCH_BYTES) {
                    flush(batch);
                }
            }
            flush(batch);
        } while (!last);
    }

    private void awaitLines() {
        asleep = true;
        while (waiting.isEmpty() && !ending) {
            LockSupport.park(this);
        }
        asleep = false;
        if (!ending) {
            LockSupport.parkNanos(this, GATHERING_NANOSECONDS);
        }
    }

    private void add(ILoggingEvent event, ByteArrayOutputStream batch) {
        try {
            batch.writeBytes(Objects.requireNonNull(encoder).encode(event));
        } catch (RuntimeException unwritable) {
            addError("A line could not be written", unwritable);
        }
    }

    private void flush(ByteArrayOutputStream batch) {
        try {
            batch.writeTo(console);
        } catch (IOException closed) {
            addError("The console takes no lines", closed);
        }
        batch.reset();
    }
}
