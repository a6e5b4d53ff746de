package tablon.desk;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.json.Form;
import tablon.page.Pages;
import tablon.route.LargestBody;

/** The page for publishing a notice. With {@code ?borrador=}, it shows the draft with this id. */
@Path("noticias/nueva")
@Produces(MediaType.TEXT_HTML)
public final class NewNoticeResource {
    private final Pages pages;
    private final Editor editor;

    public NewNoticeResource(Pages pages, Editor editor) {
        this.pages = pages;
        this.editor = editor;
    }

    @GET
    @Needs({Permission.PUBLISH, Permission.PROPOSE})
    public Response get(@Context ContainerRequestContext context, @QueryParam("borrador") @Nullable String draft) {
        var request = pages.request(context);
        return draft == null ? editor.empty(request) : editor.resume(request, draft);
    }

    @POST
    @Needs({Permission.PUBLISH, Permission.PROPOSE})
    @LargestBody(LargestBody.NOTICE)
    @Consumes(Form.MEDIA_TYPE)
    public Response post(@Context ContainerRequestContext context, byte[] body) {
        return editor.publish(pages.request(context), Form.read(body));
    }
}
