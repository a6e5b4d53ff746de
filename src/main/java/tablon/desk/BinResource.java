package tablon.desk;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.notice.BinStore;
import tablon.notice.Cursor;
import tablon.page.Head;
import tablon.page.Pages;

/** The bin: the withdrawn notices that the person who asks may restore. An invalid cursor shows the first page. */
@Path("papelera")
@Produces(MediaType.TEXT_HTML)
public final class BinResource {
    private final Pages pages;
    private final BinStore bin;

    public BinResource(Pages pages, BinStore bin) {
        this.pages = pages;
        this.bin = bin;
    }

    @GET
    @Needs({Permission.PUBLISH, Permission.PROPOSE, Permission.MODERATE})
    public Response get(@Context ContainerRequestContext context, @QueryParam("cursor") @Nullable String cursor) {
        var request = pages.request(context);
        var list = bin.list(request.actor(), Optional.ofNullable(cursor).flatMap(Cursor::decode));
        return pages.page(
                request,
                Response.Status.OK.getStatusCode(),
                "bin.jte",
                frame -> new BinPage(
                        frame, Head.ofForm(frame.text("bin.title")), pages.dates(request.language()), list));
    }
}
