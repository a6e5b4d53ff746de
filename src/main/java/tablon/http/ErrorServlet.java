package tablon.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import tablon.problem.Problem;

/** Answers for what the container itself refuses within our context, in the same words as everything else. */
public final class ErrorServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        var rendered = Startup.board(getServletContext())
                .problems()
                .render(
                        Problem.of(status, ProblemRenderer.detailOf(status)),
                        request.getHeader(HttpHeaders.ACCEPT),
                        request.getHeader(HttpHeaders.ACCEPT_LANGUAGE),
                        request.getContextPath() + "/");
        response.setStatus(status);
        response.setContentType(rendered.type());
        rendered.headers().forEach(response::setHeader);
        response.setContentLength(rendered.body().length);
        response.getOutputStream().write(rendered.body());
    }
}
