package tablon.audit;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tablon.access.Actor;
import tablon.json.Json;
import tablon.route.Stream;

/** All matching entries, the newest first: one JSON document a line (NDJSON). Reads a few rows for each part. */
public final class AuditExport implements Stream {
    public static final String MEDIA_TYPE = "application/x-ndjson";

    /** The value of {@code Content-Disposition}. */
    public static final String DISPOSITION = "attachment; filename=\"auditoria.ndjson\"";

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
        var page = store.page(query, viewer, next.get(), ROWS_OF_A_PART, ROWS_OF_A_PART);
        next = page.next();
        var lines = new ByteArrayOutputStream();
        page.entries().forEach(entry -> {
            lines.writeBytes(Json.bytes(entry));
            lines.write('\n');
        });
        return lines.toByteArray();
    }
}
