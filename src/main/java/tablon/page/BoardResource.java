package tablon.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import tablon.campus.CampusStore;
import tablon.health.StatusResource;
import tablon.news.NewsListStore;

@Path("")
public final class BoardResource {
    public BoardResource(Pages pages, NewsListStore lists, CampusStore campuses) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON + ";qs=0.5")
    public Map<String, String> status() {
        return StatusResource.OK;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public String board() {
        return "board";
    }
}
