package tablon.error;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes the answer when the servlet container itself refuses a request, such as a path into {@code WEB-INF}. */
public final class ErrorServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ProblemRenderer problems;

    public ErrorServlet(ProblemRenderer problems) {
        this.problems = problems;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        problems.answer(ProblemRenderer.ofStatus(status), request, response);
    }
}
