package tablon.feed;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import tablon.notice.Cursor;
import tablon.notice.NoticeListStore;
import tablon.notice.NoticeQuery;
import tablon.page.FilterParameters;
import tablon.route.Shared;

/**
 * The visible notices as feeds, the newest first, with the filters of the board. Ignores unknown parameters; an invalid or
 * outdated cursor gives the first page. An address has one type and one language, whatever the client accepts: many feed
 * readers send no useful {@code Accept}.
 */
@Path("")
public final class FeedResource {
    private static final int PAGE = 20;

    /** Concerto reads no second page. */
    private static final int CONCERTO_PAGE = NoticeQuery.MAX_LIMIT;

    private final Feeds feeds;
    private final NoticeListStore lists;
    private final FilterParameters filters;

    public FeedResource(Feeds feeds, NoticeListStore lists, FilterParameters filters) {
        this.feeds = feeds;
        this.lists = lists;
        this.filters = filters;
    }

    @GET
    @PermitAll
    @Shared({"campus", "etiqueta", "q", "evento", "cursor"})
    @Path("feed.atom")
    public Response atom(@Context UriInfo address) {
        return Response.ok(AtomFeed.write(feed(address)), "application/atom+xml;charset=utf-8")
                .build();
    }

    @GET
    @PermitAll
    @Shared({"campus", "etiqueta", "q", "evento", "cursor"})
    @Path("feed.rss")
    public Response rss(@Context UriInfo address) {
        return Response.ok(RssFeed.write(feed(address)), "application/rss+xml;charset=utf-8")
                .build();
    }

    @GET
    @PermitAll
    @Shared({"campus", "etiqueta", "q", "evento", "cursor"})
    @Path("feed.json")
    public Response json(@Context UriInfo address) {
        return Response.ok(JsonFeed.write(feed(address)), "application/feed+json")
                .build();
    }

    @GET
    @PermitAll
    @Shared({"campus", "etiqueta", "q", "evento"})
    @Path("feed/concerto.json")
    public Response concerto(@Context UriInfo address) {
        var filter = filters.read(address);
        var slice = lists.list(NoticeQuery.newest(filter, CONCERTO_PAGE), Optional.empty());
        return Response.ok(ConcertoFeed.write(feeds.feed(address, filter, Optional.empty(), slice)), "application/json")
                .build();
    }

    private Feed feed(UriInfo address) {
        var filter = filters.read(address);
        var query = NoticeQuery.newest(filter, PAGE);
        var cursor = FilterParameters.parameter(address, "cursor").flatMap(Cursor::decode);
        var slice = lists.list(query, cursor);
        return cursor.isPresent() && slice.notices().isEmpty()
                ? feeds.feed(address, filter, Optional.empty(), lists.list(query, Optional.empty()))
                : feeds.feed(address, filter, cursor, slice);
    }
}
