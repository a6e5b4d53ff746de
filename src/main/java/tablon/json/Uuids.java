package tablon.json;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids: UUIDs as text in the format of RFC 9562, section 4, and new ones of version 7. */
public final class Uuids {
    private static final Pattern TEXT =
            Pattern.compile("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}");
    /** UuidCreator would load the classes of all versions at each start. */
    private static final TimeOrderedEpochFactory VERSION_7 = new TimeOrderedEpochFactory();

    private Uuids() {}

    /** A new UUID, greater than all that this process made before. */
    public static UUID next() {
        return VERSION_7.create();
    }

    /** Parses an id; empty if {@code text} is not a UUID. */
    public static Optional<UUID> read(String text) {
        return Optional.of(text).filter(id -> TEXT.matcher(id).matches()).map(UUID::fromString);
    }
}
