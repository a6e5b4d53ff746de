package tablon.journal;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import tablon.access.Actor;
import tablon.storage.Revision;

/**
 * A running transaction that changes what readers see.
 *
 * @param revision the board's revision after the commit
 * @param now the time of the change, in milliseconds
 */
public record Change(Handle handle, Revision revision, Instant now, Actor actor, Origin origin) {}
