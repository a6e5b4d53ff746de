package tablon.desk;

import jakarta.annotation.security.PermitAll;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Fields;
import tablon.json.Form;
import tablon.notice.LabelDraft;
import tablon.notice.LabelStore;
import tablon.notice.LabelStore.Used;
import tablon.page.Done;
import tablon.page.FilterParameters;
import tablon.page.FormState;
import tablon.page.Head;
import tablon.page.PageRequest;
import tablon.page.Pages;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.route.Shared;

/** The page with all labels, and the page of one label, on which moderators rename it. */
@Path("etiquetas")
@Produces(MediaType.TEXT_HTML)
public final class LabelsPageResource {
    private final Pages pages;
    private final JournalStore journal;
    private final LabelStore labels;

    public LabelsPageResource(Pages pages, JournalStore journal, LabelStore labels) {
        this.pages = pages;
        this.journal = journal;
        this.labels = labels;
    }

    @GET
    @PermitAll
    @Shared("lang")
    public Response list(@Context ContainerRequestContext context) {
        var request = pages.request(context);
        var address = request.base().resolve("etiquetas");
        return pages.page(request, 200, "labels.jte", frame -> {
            var head = new Head(
                    frame.text("labels"),
                    frame.text("labels.about", frame.boardName()),
                    Optional.of(address.toString()),
                    Optional.empty(),
                    false);
            return new LabelPage(frame, head, labels.used(), FormState.empty(request.language()), Optional.empty());
        });
    }

    /** The form for moderators. Others are sent to the notices with the label; a former name leads to the present one. */
    @GET
    @Path("{name:.+}")
    @PermitAll
    public Response get(@PathParam("name") String name, @Context ContainerRequestContext context) {
        var request = pages.request(context);
        var label = existing(name, context);
        if (!request.actor().may(Permission.MODERATE)) {
            return Response.seeOther(request.address("?etiqueta=" + LabelPage.encode(label.name())))
                    .build();
        }
        if (!label.name().equals(named(name, context))) {
            return Response.seeOther(request.address(LabelPage.path(label.name())))
                    .build();
        }
        var values = new Form(Map.of("nombre", List.of(label.name())));
        return show(request, 200, label, FormState.of(values, request.language()), Optional.empty());
    }

    /** Renames the label, or merges it with another one. */
    @POST
    @Path("{name:.+}")
    @Needs(Permission.MODERATE)
    @Consumes(Form.MEDIA_TYPE)
    public Response post(@PathParam("name") String name, @Context ContainerRequestContext context, byte[] body) {
        var request = pages.request(context);
        var label = existing(name, context);
        var sent = Form.read(body);
        try {
            var draft = LabelDraft.read(Fields.of(sent));
            journal.change(request.actor(), Origin.PAGE, change -> LabelStore.rename(change, label.name(), draft));
            var done = draft.merge() ? Done.LABELS_MERGED : Done.LABEL_RENAMED;
            return Response.seeOther(request.address("etiquetas", done)).build();
        } catch (Problem problem) {
            if (problem.type() == ProblemType.LABEL_EXISTS) {
                return show(
                        request, 409, label, FormState.of(sent, request.language()), labels.find(sent.typed("nombre")));
            }
            return show(request, 422, label, FormState.ofFaulty(sent, problem, request.language()), Optional.empty());
        }
    }

    private Used existing(String path, ContainerRequestContext context) {
        var name = named(path, context);
        return labels.find(name).orElseThrow(() -> Problem.of(ProblemType.UNKNOWN_LABEL, name));
    }

    /** The name in the path, or the one in the parameter: see {@link LabelPage#path}. */
    private static String named(String path, ContainerRequestContext context) {
        return FilterParameters.parameter(context.getUriInfo(), "etiqueta").orElse(path);
    }

    private Response show(PageRequest request, int status, Used label, FormState form, Optional<Used> existing) {
        return pages.page(
                request,
                status,
                "label-page.jte",
                frame -> new LabelPage(frame, Head.ofForm(label.name()), List.of(label), form, existing));
    }
}
