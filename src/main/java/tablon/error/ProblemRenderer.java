package tablon.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tablon.access.Actor;
import tablon.access.Admission;
import tablon.json.Json;
import tablon.log.Exchange;
import tablon.page.PageRequest;
import tablon.page.Pages;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.text.Language;
import tablon.text.Text;
import tablon.text.Weighted;

/** Renders a problem in the client's language: HTML for browsers, RFC 9457 JSON for all other clients. */
public final class ProblemRenderer {
    /** The maximum length of a DNS name (RFC 1035). */
    private static final int MAX_HOST_LENGTH = 255;

    private final Pages pages;
    private final Language fallback;
    private final Optional<URI> publicUrl;

    /** @param publicUrl the base of the types' URIs, without a slash at the end; empty for that of the request */
    public ProblemRenderer(Pages pages, Language fallback, Optional<URI> publicUrl) {
        this.pages = pages;
        this.fallback = fallback;
        this.publicUrl = publicUrl;
    }

    /** Renders the problem in the chosen or negotiated language, and in the negotiated format. */
    Rendered render(Problem problem, HttpServletRequest request) {
        var query = request.getQueryString();
        var basePath = publicUrl.map(URI::getRawPath).orElse(request.getContextPath()) + "/";
        var page = PageRequest.ofRefused(
                query, request.getHeader(HttpHeaders.ACCEPT_LANGUAGE), basePath, Actor.of(request), fallback);
        var language = page.language();
        var headers = new LinkedHashMap<>(problem.headers());
        headers.put(HttpHeaders.CONTENT_LANGUAGE, language.tag());
        headers.put(HttpHeaders.VARY, HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_LANGUAGE);
        var title = Text.of("status." + problem.type().status()).in(language);
        if (prefersHtml(request.getHeader(HttpHeaders.ACCEPT))) {
            var html = pages.error(
                    page,
                    query,
                    problem.status(),
                    title,
                    problem.detail().in(language),
                    problem.faults().stream()
                            .map(fault -> (fault.place().isEmpty() ? "" : fault.place() + ": ")
                                    + fault.detail().in(language))
                            .toList());
            return new Rendered("text/html;charset=utf-8", html, headers);
        }
        return new Rendered(
                "application/problem+json", json(problem, type(problem, request), title, language), headers);
    }

    /** Answers {@code request} with the problem. Discards everything already written to {@code response}. */
    public void answer(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var rendered = render(problem, request);
        response.reset();
        response.setStatus(problem.status());
        response.setContentType(rendered.type());
        rendered.headers().forEach(response::setHeader);
        response.getOutputStream().write(rendered.body());
    }

    /** The problem for a status that Jersey or the servlet container chose. */
    public static Problem ofStatus(int status) {
        var problem =
                switch (status) {
                    case 403 -> Problem.of(ProblemType.FORBIDDEN);
                    case 404 -> Problem.of(ProblemType.NOT_FOUND);
                    case 405 -> Problem.of(ProblemType.METHOD_NOT_ALLOWED);
                    case 406 -> Problem.of(ProblemType.NOT_ACCEPTABLE);
                    case 408 -> Problem.of(ProblemType.REQUEST_TIMEOUT);
                    case 414 -> Problem.of(ProblemType.ADDRESS_TOO_LONG);
                    case 431 -> Problem.of(ProblemType.HEADERS_TOO_LARGE);
                    case 503 -> Admission.unavailable();
                    default -> status < 500 ? Problem.of(ProblemType.BAD_REQUEST) : unexpected();
                };
        return problem.with(status);
    }

    /** 500 with the id of the request, which identifies the failure in the log. */
    public static Problem unexpected() {
        return Problem.of(ProblemType.UNEXPECTED_ERROR, Exchange.currentId());
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

    /** Whether the host is too long to be repeated in answers. */
    public static boolean hasLongHost(HttpServletRequest request) {
        return request.getServerName().length() > MAX_HOST_LENGTH;
    }

    /** The URI of the problem's type, which answers with its documentation. */
    private String type(Problem problem, HttpServletRequest request) {
        var base = publicUrl.map(URI::toString).orElseGet(() -> base(request));
        return base + "/problems/" + problem.type().slug();
    }

    /** The base address of the application, without a slash at the end, as the client sees it. */
    private static String base(HttpServletRequest request) {
        if (hasLongHost(request)) {
            return request.getContextPath();
        }
        var address = request.getRequestURL();
        return address.substring(0, address.length() - request.getRequestURI().length()) + request.getContextPath();
    }

    private static byte[] json(Problem problem, String type, String title, Language language) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", type);
        body.put("title", title);
        body.put("status", problem.status());
        body.put("detail", problem.detail().in(language));
        if (!problem.faults().isEmpty()) {
            var errors = new ArrayList<Map<String, String>>();
            for (Fault fault : problem.faults()) {
                var error = new LinkedHashMap<String, String>();
                error.put(fault.kind().name().toLowerCase(Locale.ROOT), fault.place());
                error.put("code", fault.code());
                error.put("detail", fault.detail().in(language));
                errors.add(error);
            }
            body.put("errors", errors);
        }
        return Json.bytes(body);
    }

    record Rendered(String type, byte[] body, Map<String, String> headers) {}
}
