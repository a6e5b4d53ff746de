package tablon.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import tablon.campus.CampusStore;
import tablon.news.NewsStore;
import tablon.route.Shared;
import tablon.text.Language;

/** One notice, for people. */
@Path("noticias/{id}")
public final class NoticeResource {
    private final Pages pages;
    private final NewsStore news;
    private final CampusStore campuses;
    private final Language fallback;

    public NoticeResource(Pages pages, NewsStore news, CampusStore campuses, Language fallback) {
        this.pages = pages;
        this.news = news;
        this.campuses = campuses;
        this.fallback = fallback;
    }

    @GET
    @Shared
    @Produces(MediaType.TEXT_HTML)
    public Response get(@PathParam("id") String id, @Context UriInfo address, @Context HttpHeaders headers) {
        return pages.notice(Visit.of(address, headers, fallback), campuses.all(), news.visible(id));
    }
}
