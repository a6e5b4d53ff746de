package tablon.notice;

import java.util.List;
import java.util.Optional;

/** A part of a list of notices, and where it goes on in either direction. */
public record Slice(List<Notice> notices, Optional<Cursor> older, Optional<Cursor> newer) {}
