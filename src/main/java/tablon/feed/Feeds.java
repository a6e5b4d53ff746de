package tablon.feed;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import tablon.campus.Campus;
import tablon.campus.CampusStore;
import tablon.journal.JournalStore;
import tablon.notice.Cursor;
import tablon.notice.NoticeFilter;
import tablon.notice.Slice;
import tablon.page.BoardAddress;
import tablon.page.FilterName;
import tablon.page.Pages;
import tablon.page.Site;

/** Makes feeds of lists of notices. */
public final class Feeds {
    /** The maximum length of the content on a page, unless one entry is longer: Markdown may be a tenth of its HTML. */
    private static final int MAX_LENGTH = 1_024 * 1_024;

    private final Site site;
    private final Pages pages;
    private final CampusStore campuses;
    private final JournalStore journal;

    public Feeds(Site site, Pages pages, CampusStore campuses, JournalStore journal) {
        this.site = site;
        this.pages = pages;
        this.campuses = campuses;
        this.journal = journal;
    }

    /**
     * The page of a feed that has these notices.
     *
     * @param address as requested
     * @param cursor where the page starts; empty for the first page
     */
    Feed feed(UriInfo address, NoticeFilter filter, Optional<Cursor> cursor, Slice slice) {
        var base = address.getBaseUri();
        var board = new BoardAddress(base.getRawPath(), Optional.empty(), filter, Optional.empty());
        var names = campuses.all().stream().collect(Collectors.toMap(Campus::code, Campus::name));
        var first = base.resolve(board.sameIn(address.getPath()));
        var entries = entries(slice, board, base, names);
        return new Feed(
                id(filter),
                FilterName.withBoard(site.boardName(), filter, code -> names.getOrDefault(code, code), site.language()),
                site.boardName(),
                site.language(),
                base.resolve(board.path()),
                first,
                cursor.map(place -> at(first, place)).orElse(first),
                next(slice, entries).map(place -> at(first, place)),
                slice.newer().map(place -> at(first, place)),
                entries);
    }

    private List<Entry> entries(Slice slice, BoardAddress board, URI base, Map<String, String> names) {
        var content = new Content(base, pages.dates(site.language()));
        var entries = new ArrayList<Entry>();
        int length = 0;
        for (var notice : slice.notices()) {
            var page = base.resolve(board.notice(notice.id()));
            var html = content.of(notice, page);
            length += html.length();
            if (length > MAX_LENGTH && !entries.isEmpty()) {
                break;
            }
            entries.add(new Entry(notice, page, names.getOrDefault(notice.campus(), notice.campus()), html));
        }
        return entries;
    }

    /** Where the next page starts: after the last entry, which may be earlier than the end of the slice. */
    private static Optional<Cursor> next(Slice slice, List<Entry> entries) {
        if (entries.size() == slice.notices().size()) {
            return slice.older();
        }
        var last = entries.get(entries.size() - 1).notice();
        return Optional.of(new Cursor(true, last.pinned(), last.published(), last.id()));
    }

    /** Depends on the board and the filter alone. */
    private UUID id(NoticeFilter filter) {
        var canonical = new BoardAddress("", Optional.empty(), filter, Optional.empty()).path();
        return UUID.nameUUIDFromBytes((journal.firstStamp() + "/" + canonical).getBytes(StandardCharsets.UTF_8));
    }

    private static URI at(URI first, Cursor place) {
        return URI.create(first + (first.getRawQuery() == null ? "?" : "&") + "cursor=" + place.encode());
    }
}
