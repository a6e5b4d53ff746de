package tablon.audit;

import java.util.List;
import java.util.Optional;

/**
 * One page of the audit log, the newest entry first.
 *
 * @param next where it continues. A page that ends here may have few entries or none, because {@link AuditStore} reads a limited
 *     number of rows for each
 */
public record AuditSlice(List<AuditEntry> entries, Optional<AuditCursor> next) {}
