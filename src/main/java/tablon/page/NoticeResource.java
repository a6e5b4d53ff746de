package tablon.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import tablon.campus.CampusStore;
import tablon.news.NewsStore;

@Path("noticias/{id}")
public final class NoticeResource {
    private final NewsStore news;

    public NoticeResource(Pages pages, NewsStore news, CampusStore campuses) {
        this.news = news;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public String get(@PathParam("id") String id) {
        return news.visible(id).title();
    }
}
