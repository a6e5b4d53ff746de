package tablon.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import tablon.campus.Campus;
import tablon.notice.Notice;
import tablon.notice.Slice;
import tablon.problem.ProblemType;
import tablon.text.Language;

/** Renders the pages with the templates in {@code src/main/jte}. */
public final class Pages {
    /** Uses the class loader of the application: in a servlet container, the thread may have another. */
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Pages.class.getClassLoader(), "tablon.page.template");

    private final String boardName;
    private final Clock clock;
    private final ZoneId zone;

    public Pages(String boardName, Clock clock, ZoneId zone) {
        this.boardName = boardName;
        this.clock = clock;
        this.zone = zone;
    }

    Response board(PageRequest request, List<Campus> campuses, BoardAddress board, Slice slice) {
        var frame = new Frame(request.language(), boardName, campuses, board, true);
        return answer(request, render("board.jte", BoardPage.of(request, frame, dates(request.language()), slice)));
    }

    Response notice(PageRequest request, List<Campus> campuses, Notice notice) {
        var frame = new Frame(request.language(), boardName, campuses, BoardAddress.home(request.home()), false);
        return answer(request, render("notice.jte", NoticePage.of(request, frame, dates(request.language()), notice)));
    }

    Response problem(PageRequest request, ProblemType type) {
        var frame = new Frame(request.language(), boardName, List.of(), BoardAddress.home(request.home()), false);
        return answer(request, render("problem.jte", ProblemPage.of(frame, type)));
    }

    /**
     * Renders the error page.
     *
     * @param basePath the context path with a trailing slash
     * @param faults the text of each fault
     */
    public byte[] error(
            Language language, String basePath, int status, String title, String detail, List<String> faults) {
        var frame = new Frame(language, boardName, List.of(), BoardAddress.home(basePath), false);
        var head = new Head(title, detail, Optional.empty(), Optional.empty());
        return render("error.jte", new ErrorPage(frame, head, status, detail, faults));
    }

    private Dates dates(Language language) {
        return new Dates(language.locale(), zone, LocalDate.ofInstant(clock.instant(), zone));
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
