package tablon.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Records the log, including stack traces, until it is closed. */
public final class LogLines implements AutoCloseable {
    /** Loggers of test libraries: the database server, which logs every statement, and the schema validator. */
    private static final List<String> IGNORED = List.of("io.zonky", "com.networknt");

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (IGNORED.stream().anyMatch(event.getLoggerName()::startsWith)) {
                return;
            }
            var thrown =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            events.add(event.getLevel() + " " + event.getFormattedMessage() + thrown);
        }
    };

    public LogLines() {
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
    }

    /** The lines with this level, such as {@code WARN}. */
    public List<String> of(String level) {
        return events.stream().filter(event -> event.startsWith(level)).toList();
    }

    public String text() {
        return String.join("\n", events);
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        appender.stop();
    }
}
