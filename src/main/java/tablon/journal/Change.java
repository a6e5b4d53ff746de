package tablon.journal;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import tablon.access.Actor;
import tablon.storage.Revision;

/**
 * A change of what readers see, while its transaction runs.
 *
 * @param revision the board's revision once the transaction is committed
 * @param now the time of the change, in milliseconds
 */
public record Change(Handle handle, Revision revision, Instant now, Actor actor, Origin origin) {}
