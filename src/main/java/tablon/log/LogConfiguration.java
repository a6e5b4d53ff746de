package tablon.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.Logger;
import tablon.config.Settings.LogFormat;

/**
 * Configures Logback, which finds this class by {@code META-INF/services}. In Java, because the classes that read XML are
 * half of Logback, and each start would load them.
 */
public final class LogConfiguration extends ContextAwareBase implements Configurator {
    private static final String PATTERN =
            "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\", UTC} %-5level %logger{24} %msg %X{request}%n";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        apply(context, LogFormat.TEXT);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Replaces the configuration by that of {@code format}. */
    static void apply(LoggerContext context, LogFormat format) {
        context.reset();
        setLevels(context);
        var console = new ConsoleLog();
        console.setName(ConsoleLog.NAME);
        console.setContext(context);
        console.setEncoder(format == LogFormat.JSON ? json(context) : text(context));
        console.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(console);
    }

    private static void setLevels(LoggerContext context) {
        level(context, Logger.ROOT_LOGGER_NAME, Level.INFO);
        level(context, "org.flywaydb", Level.WARN);
        level(context, "com.zaxxer.hikari", Level.WARN);
        // warns of each connection that died with a stack trace; the query that failed says why in one line
        level(context, "com.zaxxer.hikari.pool.ProxyConnection", Level.ERROR);
        // warns of each connection that the server has closed; readiness and requests say in one line that it is gone
        level(context, "com.zaxxer.hikari.pool.PoolBase", Level.ERROR);
        level(context, "org.eclipse.jetty", Level.WARN);
        // warns of a start that failed with a stack trace; the launcher says why in one line
        level(context, "org.eclipse.jetty.ee10.webapp.WebAppContext", Level.ERROR);
        // repeats a wrong Host header whole; PlainErrors logs a part of it
        level(context, "org.eclipse.jetty.util.HostPort", Level.OFF);
        level(context, "org.glassfish.jersey", Level.WARN);
    }

    private static void level(LoggerContext context, String logger, Level level) {
        context.getLogger(logger).setLevel(level);
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(PATTERN);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        var encoder = new LogstashEncoder();
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }
}
