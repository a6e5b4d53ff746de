package tablon.log;

import static org.slf4j.Logger.ROOT_LOGGER_NAME;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import tablon.config.Settings.LogFormat;

/** Configures the log, counts its dropped lines, and stops it. */
public final class Logging {
    private Logging() {}

    /**
     * Makes the log look like {@code format}.
     *
     * @param alone whether nothing but us is in this process: only then java.util.logging is ours to redirect
     */
    public static void configure(LogFormat format, boolean alone) {
        if (format == LogFormat.JSON && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            LogConfiguration.apply(context, format);
        }
        if (alone && !SLF4JBridgeHandler.isInstalled()) {
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
    }

    /** Counts in {@code meters} the lines that the console did not take in time. */
    public static void bindTo(MeterRegistry meters) {
        if (LoggerFactory.getLogger(ROOT_LOGGER_NAME) instanceof Logger root
                && root.getAppender(ConsoleLog.NAME) instanceof ConsoleLog log) {
            log.bindTo(meters);
        }
    }

    /** Writes the lines that wait, for a second at most. */
    public static void stop() {
        SLF4JBridgeHandler.uninstall();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
    }
}
