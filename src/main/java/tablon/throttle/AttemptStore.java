package tablon.throttle;

import java.time.Clock;
import tablon.storage.Database;

public final class AttemptStore {
    public AttemptStore(Database d, Clock c) {}

    public void begin(String n, String a) {}

    public void succeeded(String n, String a) {}
}
