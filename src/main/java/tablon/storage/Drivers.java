package tablon.storage;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JDBC drivers that registered themselves when they were loaded with us. */
public final class Drivers {
    private static final Logger LOG = LoggerFactory.getLogger(Drivers.class);

    private Drivers() {}

    /** Takes them out of {@link DriverManager}, through which a container that redeploys us would keep all our classes. */
    public static void deregister() {
        for (var driver : Collections.list(DriverManager.getDrivers())) {
            if (driver.getClass().getClassLoader() == Drivers.class.getClassLoader()) {
                try {
                    DriverManager.deregisterDriver(driver);
                } catch (SQLException failed) {
                    LOG.warn("{} stays registered", driver, failed);
                }
            }
        }
    }
}
