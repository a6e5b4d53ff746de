package tablon.config;

import java.util.List;

/** One or more settings have a value that cannot be meant; the message is one line that names them all. */
public final class BadSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadSettings(List<String> faults) {
        super(String.join("; ", faults));
    }
}
