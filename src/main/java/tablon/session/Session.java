package tablon.session;

import java.time.Instant;
import java.util.UUID;

/**
 * A session of a signed-in person.
 *
 * @param seen when it was last used, to within 5 minutes
 * @param address the address of the client that signed in
 * @param browser its {@code User-Agent}
 */
public record Session(UUID id, Instant created, Instant seen, String address, String browser) {}
