package tablon.notice;

import java.util.List;
import java.util.Optional;

/** One page of a list of notices, and the cursors of the pages after and before it. */
public record Slice(List<Notice> notices, Optional<Cursor> older, Optional<Cursor> newer) {}
