package tablon.config;

import java.util.List;

/** One or more settings have an invalid value; the message names all of them on one line. */
public final class InvalidSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidSettings(List<String> faults) {
        super(String.join("; ", faults));
    }
}
