package tablon.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsoleLogTest {
    private final LoggerContext context = new LoggerContext();
    private final Console console = new Console();
    private final ConsoleLog log = new ConsoleLog(console);
    private final Logger logger = logger();

    @AfterEach
    void stop() {
        console.open.countDown();
        context.stop();
    }

    @Test
    void aLineIsThereSoon() throws Exception {
        console.open.countDown();
        logger.info("one");

        assertThat(console.written.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(console.text()).isEqualTo("one\n");
    }

    @Test
    void whatWaitsIsWrittenAtTheEndInItsOrder() {
        console.open.countDown();
        var expected = new StringBuilder();
        for (int number = 0; number < 1_000; number++) {
            logger.info("{}", number);
            expected.append(number).append('\n');
        }
        log.stop();

        assertThat(console.text()).isEqualTo(expected.toString());
    }

    @Test
    void aConsoleThatTakesNoLinesHoldsUpNobodyAndLosesTheRest() throws Exception {
        logger.info("first");
        assertThat(console.asked.await(10, TimeUnit.SECONDS)).isTrue();

        for (int number = 0; number < ConsoleLog.MOST_BYTES_WAITING; number++) {
            logger.info("{}", number);
        }
        console.open.countDown();
        log.stop();

        assertThat(console.text()).startsWith("first\n0\n1\n").endsWith("\n");
        assertThat(console.text().length())
                .isBetween(ConsoleLog.MOST_BYTES_WAITING - 10, ConsoleLog.MOST_BYTES_WAITING + 10);
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
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(log);
        return root;
    }

    /** Takes nothing until it is open. */
    private static final class Console extends OutputStream {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);
        private final CountDownLatch written = new CountDownLatch(1);
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            asked.countDown();
            try {
                open.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            synchronized (bytes) {
                bytes.write(source, offset, length);
            }
            written.countDown();
        }

        String text() {
            synchronized (bytes) {
                return bytes.toString(StandardCharsets.UTF_8);
            }
        }
    }
}
