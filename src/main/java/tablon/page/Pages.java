package tablon.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tablon.access.SecurityHeaders;
import tablon.campus.Campus;
import tablon.notice.ModerationStore;
import tablon.notice.Notice;
import tablon.notice.Slice;
import tablon.problem.ProblemType;
import tablon.text.Language;

/** Renders the pages with the templates in {@code src/main/jte}. */
public final class Pages {
    /** Uses the class loader of the application: in a servlet container, the thread may have another. */
    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), "tablon.template");

    private static final int FIRST_SERVER_ERROR = 500;

    private final Site site;
    private final Overview overview;
    private final ModerationStore moderation;
    private final Clock clock;
    private final ZoneId zone;

    /** @param overview what error pages show besides the error */
    public Pages(Site site, Overview overview, ModerationStore moderation, Clock clock, ZoneId zone) {
        this.site = site;
        this.overview = overview;
        this.moderation = moderation;
        this.clock = clock;
        this.zone = zone;
    }

    /** The parts of a request that every page depends on. */
    public PageRequest request(ContainerRequestContext context) {
        return PageRequest.of(context, site.language());
    }

    Response board(PageRequest request, List<Campus> campuses, BoardAddress board, Slice slice, OptionalInt hits) {
        var translated =
                board.inLanguage(Optional.of(request.language().other())).path();
        var frame = frame(request, campuses, board, true, translated);
        return answer(
                request, render("board.jte", BoardPage.of(request, frame, dates(request.language()), slice, hits)));
    }

    /**
     * A list of the board at an address of its own, such as {@code agenda}.
     *
     * @param first the first page of the list
     * @param page the page that is shown
     */
    Response list(
            PageRequest request,
            List<Campus> campuses,
            BoardAddress first,
            BoardAddress page,
            String template,
            Function<Frame, Object> model) {
        var translated =
                page.inLanguage(Optional.of(request.language().other())).path();
        return answer(request, render(template, model.apply(frame(request, campuses, first, true, translated))));
    }

    /** @param mayEdit whether the person who asks may edit the notice */
    Response notice(PageRequest request, List<Campus> campuses, Notice notice, boolean mayEdit) {
        var home = request.home();
        var translated =
                home.inLanguage(Optional.of(request.language().other())).notice(notice.id());
        var frame = frame(request, campuses, home, false, translated);
        return answer(
                request,
                render("notice.jte", NoticePage.of(request, frame, dates(request.language()), notice, mayEdit)));
    }

    /** Shows {@code notices}, or as many of them as fit into a frame of another site. */
    Response embed(PageRequest request, List<Campus> campuses, BoardAddress board, List<Notice> notices) {
        // nothing of it depends on who asks
        var frame = frame(request, campuses, board, false, "", 0);
        var page = EmbedPage.of(frame, dates(request.language()), notices);
        return Response.fromResponse(answer(request, fitting(page)))
                .header(SecurityHeaders.CONTENT_SECURITY_POLICY, EmbedPage.POLICY)
                .header(SecurityHeaders.RESOURCE_POLICY, SecurityHeaders.CROSS_ORIGIN)
                .build();
    }

    private static byte[] fitting(EmbedPage page) {
        var html = render("embed.jte", page);
        for (int shown = page.items().size() - 1; html.length > EmbedPage.MAX_BYTES && shown > 0; shown--) {
            html = render("embed.jte", page.first(shown));
        }
        return html.length > EmbedPage.MAX_BYTES ? render("embed.jte", page.shortened()) : html;
    }

    Response follow(PageRequest request, List<Campus> campuses, BoardAddress board, List<String> labels) {
        var translated = board.inLanguage(Optional.of(request.language().other()));
        var frame = frame(
                request, campuses, board, false, BoardAddress.in(translated.chosen(), translated.sameIn("seguir")));
        return answer(request, render("follow.jte", FollowPage.of(request, frame, labels)));
    }

    Response problem(PageRequest request, ProblemType type) {
        return answer(request, render("problem.jte", ProblemPage.of(frame(request, null), type)));
    }

    /**
     * Renders the error page. Reads from the database only if the client caused the error, and at most once for each
     * revision.
     *
     * @param query the query as sent
     * @param faults the text of each fault
     */
    public byte[] error(
            PageRequest request, @Nullable String query, int status, String title, String detail, List<String> faults) {
        var content = status < FIRST_SERVER_ERROR ? overview.content() : Overview.Content.NONE;
        var frame = frame(request, content.campuses(), request.home(), false, request.translated(query), 0);
        var head = new Head(title, detail, Optional.empty(), Optional.empty());
        return render("error.jte", new ErrorPage(frame, head, status, detail, faults, content.newest()));
    }

    /** A page without notices of its own: a form, for example. */
    public Response page(PageRequest request, int status, String template, Function<Frame, Object> model) {
        var page = render(template, model.apply(frame(request, null)));
        return Response.fromResponse(answer(request, page)).status(status).build();
    }

    private Frame frame(PageRequest request, @Nullable String query) {
        var campuses = overview.content().campuses();
        return frame(request, campuses, request.home(), false, request.translated(query));
    }

    private Frame frame(
            PageRequest request, List<Campus> campuses, BoardAddress board, boolean onBoard, String translated) {
        return frame(request, campuses, board, onBoard, translated, moderation.pending(request.actor()));
    }

    private Frame frame(
            PageRequest request,
            List<Campus> campuses,
            BoardAddress board,
            boolean onBoard,
            String translated,
            int pending) {
        return new Frame(
                request.language(),
                site,
                campuses,
                board,
                onBoard,
                translated,
                request.section(),
                request.actor(),
                pending,
                request.done());
    }

    /** The time zone of the board. */
    public ZoneId zone() {
        return zone;
    }

    public Dates dates(Language language) {
        return new Dates(language, zone, LocalDate.ofInstant(clock.instant(), zone));
    }

    private static Response answer(PageRequest request, byte[] page) {
        return Response.ok(page, MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header(HttpHeaders.CONTENT_LANGUAGE, request.language().tag())
                .header(HttpHeaders.VARY, BoardResource.VARY)
                .build();
    }

    private static byte[] render(String template, Object page) {
        var output = new Utf8ByteOutput();
        TEMPLATES.render(template, page, output);
        return output.toByteArray();
    }
}
