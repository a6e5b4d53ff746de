package tablon.wiring;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tablon.config.Settings;
import tablon.log.Logging;
import tablon.storage.Drivers;

/** Opens the board when the servlet container starts the application, and closes it when the application stops. */
public final class Startup implements ServletContextListener {
    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);

    @Override
    public void contextInitialized(ServletContextEvent event) {
        var context = event.getServletContext();
        var given = context.getAttribute(Settings.class.getName());
        try {
            var settings = given instanceof Settings known ? known : Settings.ofProcess(context::getInitParameter);
            Logging.configure(settings.logFormat(), given != null);
            var board = Board.open(settings, Clock.systemUTC());
            board.install(context);
        } catch (RuntimeException failed) {
            // the launcher passes settings and reports the failure itself; a container does not show its message
            if (given == null) {
                String.valueOf(failed.getMessage())
                        .lines()
                        .forEach(line -> LOG.error("Tablón did not start: {}", line));
            }
            throw failed;
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (event.getServletContext().getAttribute(Board.class.getName()) instanceof Board board) {
            board.close();
        }
        Drivers.deregister();
        Logging.stop();
    }
}
