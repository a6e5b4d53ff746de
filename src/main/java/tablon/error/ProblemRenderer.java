package tablon.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tablon.json.Json;
import tablon.log.Exchange;
import tablon.page.PageRequest;
import tablon.page.Pages;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.text.Language;
import tablon.text.Text;
import tablon.text.Weighted;

/** Renders a problem in the client's language: HTML for browsers, RFC 9457 JSON for all other clients. */
public final class ProblemRenderer {
    private final Pages pages;
    private final Language fallback;

    public ProblemRenderer(Pages pages, Language fallback) {
        this.pages = pages;
        this.fallback = fallback;
    }

    /**
     * Renders the problem in the negotiated language and format.
     *
     * @param basePath the path of the application, with a slash at the end
     * @param query the query as sent
     */
    Rendered render(
            Problem problem,
            @Nullable String accept,
            @Nullable String acceptLanguage,
            String basePath,
            @Nullable String query) {
        var request = PageRequest.ofRefused(query, acceptLanguage, basePath, fallback);
        var language = request.language();
        var headers = new LinkedHashMap<>(problem.headers());
        headers.put(HttpHeaders.CONTENT_LANGUAGE, language.tag());
        headers.put(HttpHeaders.VARY, HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_LANGUAGE);
        var title = Text.of("status." + keyStatus(problem.status())).in(language);
        if (prefersHtml(accept)) {
            var page = pages.error(
                    request,
                    query,
                    problem.status(),
                    title,
                    problem.detail().in(language),
                    problem.faults().stream()
                            .map(fault -> (fault.place().isEmpty() ? "" : fault.place() + ": ")
                                    + fault.detail().in(language))
                            .toList());
            return new Rendered("text/html;charset=utf-8", page, headers);
        }
        return new Rendered("application/problem+json", json(problem, title, language), headers);
    }

    /** Answers {@code request} with the problem. Discards everything already written to {@code response}. */
    public void answer(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var rendered = render(
                problem,
                request.getHeader(HttpHeaders.ACCEPT),
                request.getHeader(HttpHeaders.ACCEPT_LANGUAGE),
                request.getContextPath() + "/",
                request.getQueryString());
        response.reset();
        response.setStatus(problem.status());
        response.setContentType(rendered.type());
        rendered.headers().forEach(response::setHeader);
        response.getOutputStream().write(rendered.body());
    }

    /** The key of the default text for a status. */
    public static String detailKey(int status) {
        return "detail." + keyStatus(status);
    }

    /** 500 with the id of the request, which identifies the failure in the log. */
    public static Problem unexpected() {
        return Problem.of(500, "problem.unexpected", Exchange.currentId());
    }

    /** Whether {@code accept} names HTML, with a quality value not below that of JSON. */
    private static boolean prefersHtml(@Nullable String accept) {
        var ranges = Weighted.list(accept);
        double html = quality(ranges, "text/html", "text/*", "*/*");
        return html > 0
                && html >= quality(ranges, "application/json", "application/*", "*/*")
                && ranges.stream().anyMatch(range -> range.value().contains("html"));
    }

    /**
     * The quality value of the first of {@code ranges} that was accepted, most specific range first; 0 if none was.
     */
    private static double quality(List<Weighted> accepted, String... ranges) {
        for (var range : ranges) {
            for (var element : accepted) {
                if (element.value().equals(range)) {
                    return element.quality();
                }
            }
        }
        return 0;
    }

    /** The status whose texts describe {@code status}: the same one if it has texts, otherwise 400 or 500. */
    private static String keyStatus(int status) {
        return switch (status) {
            case 400, 401, 403, 404, 405, 406, 408, 409, 410, 412, 413, 414, 415, 422, 428, 431, 500, 503 ->
                String.valueOf(status);
            default -> status < 500 ? "400" : "500";
        };
    }

    private static byte[] json(Problem problem, String title, Language language) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", problem.status());
        body.put("detail", problem.detail().in(language));
        if (!problem.faults().isEmpty()) {
            var errors = new ArrayList<Map<String, String>>();
            for (Fault fault : problem.faults()) {
                var error = new LinkedHashMap<String, String>();
                error.put(fault.kind().name().toLowerCase(Locale.ROOT), fault.place());
                error.put("detail", fault.detail().in(language));
                errors.add(error);
            }
            body.put("errors", errors);
        }
        return Json.bytes(body);
    }

    record Rendered(String type, byte[] body, Map<String, String> headers) {}
}
