package tablon.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tablon.it.Eventually;

@Timeout(60)
class ConsoleLogTest {
    /** More than the log holds, its buffer included. */
    private static final int MANY = 4 * ConsoleLog.QUEUE_SIZE;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LoggerContext context = new LoggerContext();
    private final Console console = new Console();
    private final ConsoleLog log = new ConsoleLog(console);
    private final Logger logger = logger();

    @AfterEach
    void stop() {
        console.open.release();
        context.stop();
    }

    @Test
    void lineIsWrittenSoon() throws Exception {
        console.open.release();

        logger.info("one");

        assertThat(console.written.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(console.lines()).containsExactly("one");
    }

    @Test
    void warningsWaitForASlowConsole() throws Exception {
        var warner = new Thread(() -> numbered("warning ", MANY).forEach(line -> {
            logger.warn(line);
            logger.info("request");
        }));

        block();
        warner.start();
        awaitWaiting(warner);
        console.open.release();
        warner.join();
        log.stop();

        var requests = console.lines().stream().filter("request"::equals).count();
        assertThat(console.lines().stream().filter(line -> line.startsWith("warning")))
                .containsExactlyElementsOf(numbered("warning ", MANY));
        assertThat(dropped()).isPositive().isEqualTo((double) (MANY - requests));
    }

    @Test
    void requestsDoNotWaitForTheConsole() throws Exception {
        block();

        numbered("request ", MANY).forEach(logger::info);
        console.open.release();
        log.stop();

        assertThat(console.lines()).startsWith("first", "request 0", "request 1");
        assertThat(console.lines().size() + dropped()).isEqualTo(1 + MANY);
    }

    @Test
    void waitingLinesAreWrittenAtShutdown() {
        console.open.release();

        numbered("request ", 1_000).forEach(logger::info);
        log.stop();

        assertThat(console.lines()).containsExactlyElementsOf(numbered("request ", 1_000));
        assertThat(console.closed).isFalse();
    }

    @Test
    void shutdownDoesNotWaitForABlockedConsole() throws Exception {
        block();

        assertThatCode(log::stop).doesNotThrowAnyException();

        assertThat(console.lines()).isEmpty();
    }

    /** Logs a line, and returns when the console has been asked to take it. */
    private void block() throws InterruptedException {
        logger.info("first");
        assertThat(console.asked.await(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Returns when {@code thread} waits for room in the queue: nothing else holds it up. */
    private static void awaitWaiting(Thread thread) {
        Eventually.holds(() -> "a wait of " + thread, () -> thread.getState() == Thread.State.WAITING);
    }

    private static List<String> numbered(String text, int count) {
        return IntStream.range(0, count).mapToObj(number -> text + number).toList();
    }

    private double dropped() {
        return meters.get("tablon.log.dropped.lines").functionCounter().count();
    }

    private Logger logger() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%msg\n");
        encoder.start();
        log.setContext(context);
        log.setEncoder(encoder);
        log.start();
        log.bindTo(meters);
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(log);
        return root;
    }

    /** Takes nothing until it is open. */
    private static final class Console extends OutputStream {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final Semaphore open = new Semaphore(0);
        private final CountDownLatch written = new CountDownLatch(1);
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private volatile boolean closed;

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            asked.countDown();
            // like a pipe that nobody reads, it is not interrupted
            open.acquireUninterruptibly();
            open.release();
            synchronized (bytes) {
                bytes.write(source, offset, length);
            }
            written.countDown();
        }

        @Override
        public void close() {
            closed = true;
        }

        List<String> lines() {
            synchronized (bytes) {
                return bytes.toString(StandardCharsets.UTF_8).lines().toList();
            }
        }
    }
}
