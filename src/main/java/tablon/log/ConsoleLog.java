package tablon.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Logback's asynchronous appender on the console. When the queue is full, WARN and above wait; INFO and below are
 * dropped and counted.
 */
public final class ConsoleLog extends AsyncAppender {
    static final String NAME = "console";
    static final int QUEUE_SIZE = 4_096;
    /** More than the threads that log at once, so that an INFO line that is not dropped does not wait either. */
    private static final int KEPT_FOR_WARNINGS = 1_024;

    private static final int STOP_MILLISECONDS = 1_000;
    private static final int BUFFER_BYTES = 1 << 16;

    private final AtomicLong dropped = new AtomicLong();
    private final PrintStream console;
    private final OutputStreamAppender<ILoggingEvent> writer = new OutputStreamAppender<>() {
        /** Flushes when no line waits: one system call for many lines, and none stays in the buffer. */
        @Override
        protected void subAppend(ILoggingEvent event) {
            super.subAppend(event);
            if (getNumberOfElementsInQueue() == 0) {
                console.flush();
            }
        }
    };

    public ConsoleLog() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    ConsoleLog(OutputStream console) {
        this.console = new PrintStream(new BufferedOutputStream(console, BUFFER_BYTES)) {
            @Override
            public void close() {
                flush(); // the console belongs to the process, which may be a servlet container
            }
        };
        writer.setName("writer");
        writer.setImmediateFlush(false);
        setQueueSize(QUEUE_SIZE);
        setDiscardingThreshold(KEPT_FOR_WARNINGS);
        setMaxFlushTime(STOP_MILLISECONDS);
    }

    public void setEncoder(Encoder<ILoggingEvent> encoder) {
        writer.setEncoder(encoder);
    }

    /** Counts the dropped lines in {@code meters}. */
    void bindTo(MeterRegistry meters) {
        FunctionCounter.builder("tablon.log.dropped.lines", dropped, AtomicLong::get)
                .description("Log lines that the console did not take in time")
                .register(meters);
    }

    @Override
    public void start() {
        writer.setContext(getContext());
        writer.setOutputStream(console);
        writer.start();
        addAppender(writer);
        super.start();
    }

    /** Called only when the queue is nearly full; the event is then dropped if the result is true. */
    @Override
    protected boolean isDiscardable(ILoggingEvent event) {
        var discardable = super.isDiscardable(event);
        if (discardable) {
            dropped.incrementAndGet();
        }
        return discardable;
    }
}
