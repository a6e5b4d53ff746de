package tablon.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tablon.access.Actor;
import tablon.json.Json;
import tablon.route.Stream;
import tablon.storage.DatabaseFailure;

/** All matching entries, the newest first: one JSON document a line (NDJSON). Reads a few rows for each part. */
public final class AuditExport implements Stream {
    public static final String MEDIA_TYPE = "application/x-ndjson";

    /** The value of {@code Content-Disposition}. */
    public static final String DISPOSITION = "attachment; filename=\"auditoria.ndjson\"";

    private static final Logger LOG = LoggerFactory.getLogger(AuditExport.class);
    /** The last line if the database failed meanwhile: it has no {@code id}. */
    private static final String INCOMPLETE = "{\"status\":503,\"title\":\"The export is incomplete\"}\n";

    private static final int ROWS_OF_A_PART = 200;

    private final AuditStore store;
    private final AuditQuery query;
    private final Actor viewer;
    private Optional<AuditCursor> next = Optional.of(AuditCursor.START);

    public AuditExport(AuditStore store, AuditQuery query, Actor viewer) {
        this.store = store;
        this.query = query;
        this.viewer = viewer;
    }

    @Override
    public byte @Nullable [] next() {
        if (next.isEmpty()) {
            return null;
        }
        try {
            return part(next.get());
        } catch (RuntimeException failed) {
            if (DatabaseFailure.of(failed).isEmpty()) {
                throw failed;
            }
            LOG.warn("An export of the audit log is incomplete: {}", DatabaseFailure.describeWithLocation(failed));
            next = Optional.empty();
            return INCOMPLETE.getBytes(UTF_8);
        }
    }

    private byte[] part(AuditCursor cursor) {
        var page = store.page(query, viewer, cursor, ROWS_OF_A_PART, ROWS_OF_A_PART);
        next = page.next();
        var lines = new ByteArrayOutputStream();
        page.entries().forEach(entry -> {
            lines.writeBytes(Json.bytes(entry));
            lines.write('\n');
        });
        return lines.toByteArray();
    }
}
