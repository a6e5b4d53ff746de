package tablon.config;

import java.util.List;

/** One or more settings have an invalid value; the message has one line for each of them. */
public final class InvalidSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidSettings(List<String> faults) {
        super(String.join("\n", faults));
    }
}
