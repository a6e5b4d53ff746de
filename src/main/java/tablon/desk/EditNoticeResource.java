package tablon.desk;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.json.Form;
import tablon.notice.NoticeId;
import tablon.page.Pages;
import tablon.route.LargestBody;

/** The page for changing a notice. */
@Path("noticias/{id}/editar")
@Produces(MediaType.TEXT_HTML)
public final class EditNoticeResource {
    private final Pages pages;
    private final Editor editor;

    public EditNoticeResource(Pages pages, Editor editor) {
        this.pages = pages;
        this.editor = editor;
    }

    @GET
    @Needs({Permission.PUBLISH, Permission.PROPOSE, Permission.MODERATE})
    public Response get(@PathParam("id") String id, @Context ContainerRequestContext context) {
        return editor.of(pages.request(context), NoticeId.require(id));
    }

    @POST
    @Needs({Permission.PUBLISH, Permission.PROPOSE, Permission.MODERATE})
    @LargestBody(LargestBody.NOTICE)
    @Consumes(Form.MEDIA_TYPE)
    public Response post(@PathParam("id") String id, @Context ContainerRequestContext context, byte[] body) {
        return editor.save(pages.request(context), NoticeId.require(id), Form.read(body));
    }
}
