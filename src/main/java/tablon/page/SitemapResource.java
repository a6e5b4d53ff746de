package tablon.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tablon.campus.CampusStore;
import tablon.notice.Cursor;
import tablon.notice.LabelStore;
import tablon.notice.NoticeListStore;
import tablon.route.Shared;

/**
 * Lists the pages for search engines (sitemaps.org): the board and its parts, and all visible notices. More notices than one
 * part may have are in several parts, which an index lists.
 */
@Path("sitemap.xml")
public final class SitemapResource {
    /** An entry takes at most 600 bytes. */
    private static final int MAX_NOTICES = 1_000;

    private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static final String PART = "parte";
    private static final String FIRST = "1";
    private static final List<String> PAGES = List.of("agenda", "etiquetas", "seguir");

    private final NoticeListStore lists;
    private final CampusStore campuses;
    private final LabelStore labels;

    public SitemapResource(NoticeListStore lists, CampusStore campuses, LabelStore labels) {
        this.lists = lists;
        this.campuses = campuses;
        this.labels = labels;
    }

    /** The sitemap, or an index of its parts; with {@code ?parte=} one of these. An invalid value is the first part. */
    @GET
    @PermitAll
    @Shared(PART)
    @Produces("application/xml;charset=utf-8")
    public byte[] get(@Context UriInfo address) {
        var part = FilterParameters.parameter(address, PART);
        var parts = part.isPresent() ? List.<Cursor>of() : lists.partsOfNewest(MAX_NOTICES);
        var xml = new Xml().start(parts.isEmpty() ? "urlset" : "sitemapindex").attribute("xmlns", NAMESPACE);
        if (parts.isEmpty()) {
            writePages(xml, address.getBaseUri(), part.flatMap(Cursor::decode));
        } else {
            writeParts(xml, address.getBaseUri(), parts);
        }
        return xml.end().bytes();
    }

    private static void writeParts(Xml xml, URI base, List<Cursor> parts) {
        var sitemap = base.resolve("sitemap.xml?" + PART + "=");
        write(xml, "sitemap", sitemap + FIRST, Optional.empty());
        for (var part : parts) {
            write(xml, "sitemap", sitemap + part.encode(), Optional.empty());
        }
    }

    /** @param from the first notice of the part; empty in the first part, which also has the other pages */
    private void writePages(Xml xml, URI base, Optional<Cursor> from) {
        var board = BoardAddress.of(base.getRawPath());
        for (var page : from.isPresent() ? List.<String>of() : pages(board)) {
            write(xml, "url", base.resolve(page).toString(), Optional.empty());
        }
        for (var notice : lists.newest(from, MAX_NOTICES)) {
            write(xml, "url", base.resolve(board.notice(notice.id())).toString(), Optional.of(notice.changed()));
        }
    }

    private List<String> pages(BoardAddress board) {
        return Stream.of(
                        Stream.of(board.path()),
                        PAGES.stream().map(board::sameIn),
                        campuses.all().stream().map(campus -> board.in(Optional.of(campus.code()))
                                .path()),
                        labels.used().stream()
                                .map(label -> board.labelled(label.name()).path()))
                .flatMap(Function.identity())
                .toList();
    }

    private static void write(Xml xml, String element, String address, Optional<Instant> changed) {
        xml.start(element).element("loc", address);
        changed.ifPresent(time -> xml.element("lastmod", time.toString()));
        xml.end();
    }
}
