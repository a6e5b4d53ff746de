package tablon.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Log lines on the console, many at a time, by a thread of its own. Nobody who logs wakes that thread for each line or
 * waits for the console: where that does not take lines as fast as they come, lines are dropped.
 */
public final class ConsoleLog extends UnsynchronizedAppenderBase<ILoggingEvent> {
    static final int MOST_BYTES_WAITING = 1 << 20;

    private static final long GATHERING_NANOSECONDS = 20_000_000;
    private static final long LAST_WORDS_MILLISECONDS = 1_000;

    private final OutputStream console;
    private final Thread writer = new Thread(this::write, "log");
    private final Object turn = new Object();
    /** Bytes and not events: what many requests leave behind for a while is dear to collect. */
    private ByteArrayOutputStream waiting = new ByteArrayOutputStream();

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
        var line = Objects.requireNonNull(encoder).encode(event);
        synchronized (turn) {
            if (waiting.size() + line.length > MOST_BYTES_WAITING) {
                return;
            }
            waiting.writeBytes(line);
        }
        if (asleep) {
            LockSupport.unpark(writer);
        }
    }

    private void write() {
        var batch = new ByteArrayOutputStream();
        boolean last;
        do {
            gather();
            last = ending;
            synchronized (turn) {
                var full = waiting;
                waiting = batch;
                batch = full;
            }
            try {
                batch.writeTo(console);
            } catch (IOException closed) {
                addError("The console takes no lines", closed);
            }
            batch.reset();
        } while (!last);
    }

    /** Waits for a line, and a moment for more. */
    private void gather() {
        asleep = true;
        while (isEmpty() && !ending) {
            LockSupport.park(this);
        }
        asleep = false;
        if (!ending) {
            LockSupport.parkNanos(this, GATHERING_NANOSECONDS);
        }
    }

    private boolean isEmpty() {
        synchronized (turn) {
            return waiting.size() == 0;
        }
    }
}
