package tablon.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import tablon.problem.Problem;

/** Answers for what the container itself refuses within our context, in the same words as everything else. */
public final class ErrorServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        Startup.board(getServletContext())
                .problems()
                .answer(Problem.of(status, ProblemRenderer.detailOf(status)), request, response);
    }
}
