package tablon.storage;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JDBC drivers that were loaded by this application's class loader. */
public final class Drivers {
    private static final Logger LOG = LoggerFactory.getLogger(Drivers.class);

    private Drivers() {}

    /**
     * Deregisters the drivers. Otherwise {@link DriverManager} refers to them after the application is undeployed, and all
     * classes of the application stay in memory.
     */
    public static void deregister() {
        for (var driver : Collections.list(DriverManager.getDrivers())) {
            if (driver.getClass().getClassLoader() == Drivers.class.getClassLoader()) {
                try {
                    DriverManager.deregisterDriver(driver);
                } catch (SQLException failed) {
                    LOG.warn("Could not deregister the JDBC driver {}", driver, failed);
                }
            }
        }
    }
}
