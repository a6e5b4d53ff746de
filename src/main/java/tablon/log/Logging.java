package tablon.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import tablon.config.Settings.LogFormat;

/** Chooses how log lines look, and writes out what is still waiting when we stop. */
public final class Logging {
    private Logging() {}

    /**
     * Makes the log look like {@code format}.
     *
     * @param alone whether nothing but us is in this process: only then java.util.logging is ours to redirect
     */
    public static void configure(LogFormat format, boolean alone) {
        if (format == LogFormat.JSON && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.reset();
            var configurator = new JoranConfigurator();
            configurator.setContext(context);
            try {
                configurator.doConfigure(Logging.class.getResource("/logback-json.xml"));
            } catch (JoranException broken) {
                throw new IllegalStateException(broken);
            }
        }
        if (alone && !SLF4JBridgeHandler.isInstalled()) {
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
    }

    public static void stop() {
        SLF4JBridgeHandler.uninstall();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
    }
}
