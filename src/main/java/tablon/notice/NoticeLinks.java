package tablon.notice;

import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The {@code Link} headers (RFC 8288) of a page of a list: to the first, the previous and the next page. */
public final class NoticeLinks {
    private NoticeLinks() {}

    public static Link[] of(UriInfo address, Slice slice) {
        List<Link> links = new ArrayList<>();
        links.add(link(address, "first", Optional.empty()));
        slice.newer().ifPresent(cursor -> links.add(link(address, "prev", Optional.of(cursor))));
        slice.older().ifPresent(cursor -> links.add(link(address, "next", Optional.of(cursor))));
        return links.toArray(Link[]::new);
    }

    private static Link link(UriInfo address, String rel, Optional<Cursor> cursor) {
        var uri = address.getRequestUriBuilder()
                .replaceQueryParam("cursor", cursor.map(Cursor::encode).stream().toArray())
                .build();
        return Link.fromUri(uri).rel(rel).build();
    }
}
