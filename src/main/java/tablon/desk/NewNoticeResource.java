package tablon.desk;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.json.Form;
import tablon.page.PageRequest;
import tablon.route.LargestBody;
import tablon.text.Language;

/** The page for publishing a notice. */
@Path("noticias/nueva")
@Produces(MediaType.TEXT_HTML)
public final class NewNoticeResource {
    private final Editor editor;
    private final Language fallback;

    public NewNoticeResource(Editor editor, Language fallback) {
        this.editor = editor;
        this.fallback = fallback;
    }

    @GET
    @Needs(Permission.PUBLISH)
    public Response get(@Context ContainerRequestContext context) {
        return editor.empty(PageRequest.of(context, fallback));
    }

    @POST
    @Needs(Permission.PUBLISH)
    @LargestBody(LargestBody.NOTICE)
    @Consumes(Form.MEDIA_TYPE)
    public Response post(@Context ContainerRequestContext context, byte[] body) {
        return editor.publish(PageRequest.of(context, fallback), Form.read(body));
    }
}
