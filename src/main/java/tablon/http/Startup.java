package tablon.http;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tablon.config.Settings;
import tablon.storage.Drivers;

/** Opens the board when a servlet container starts the application, and closes it when it stops. */
public final class Startup implements ServletContextListener {
    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);

    @Override
    public void contextInitialized(ServletContextEvent event) {
        var context = event.getServletContext();
        var given = context.getAttribute(Settings.class.getName());
        try {
            var settings = given instanceof Settings known ? known : Settings.ofProcess(context::getInitParameter);
            Logging.configure(settings.logFormat(), given != null);
            context.setAttribute(Board.class.getName(), Board.open(settings, Clock.systemUTC()));
        } catch (RuntimeException failed) {
            // a container shows only its own words for a listener that failed; the launcher, which gave us the
            // settings, says why by itself
            if (given == null) {
                LOG.error("Tablón did not start: {}", failed.getMessage());
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

    /** The board that this application serves. */
    static Board board(ServletContext context) {
        if (context.getAttribute(Board.class.getName()) instanceof Board board) {
            return board;
        }
        throw new IllegalStateException("the board is not open");
    }
}
