package tablon.launcher;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tablon.json.Json;
import tablon.problem.ProblemType;

/** Jetty's own error responses, before a request reaches the application: RFC 9457, without Jetty's name or version. */
final class PlainErrors extends ErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PlainErrors.class);
    private static final String TYPE = "application/problem+json";
    private static final int MAX_REASON_LENGTH = 100;

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        LOG.info("Refused with {} before routing: {}", status, reason(message, cause));
        setHeaders(response.getHeaders());
        response.write(true, ByteBuffer.wrap(problem(status)), callback);
    }

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
        setHeaders(fields);
        return ByteBuffer.wrap(problem(status));
    }

    private static void setHeaders(HttpFields.Mutable headers) {
        headers.put(HttpHeader.CONTENT_TYPE, TYPE);
        // as on errors of the API: the answer contains nothing of the board
        headers.put("Access-Control-Allow-Origin", "*");
    }

    /** The innermost message on one short line: it may contain text from the client. */
    private static String reason(@Nullable String message, @Nullable Throwable cause) {
        var reason = String.valueOf(message);
        for (Throwable next = cause; next != null; next = next.getCause()) {
            reason = String.valueOf(next.getMessage());
        }
        return reason.substring(0, Math.min(reason.length(), MAX_REASON_LENGTH)).replaceAll("\\p{Cntrl}", "?");
    }

    private static byte[] problem(int status) {
        return Json.bytes(new PlainProblem("/problems/" + type(status).slug(), HttpStatus.getMessage(status), status));
    }

    private static ProblemType type(int status) {
        return switch (status) {
            case 408 -> ProblemType.REQUEST_TIMEOUT;
            case 414 -> ProblemType.ADDRESS_TOO_LONG;
            case 431 -> ProblemType.HEADERS_TOO_LARGE;
            case 500 -> ProblemType.UNEXPECTED_ERROR;
            case 503 -> ProblemType.UNAVAILABLE;
            default -> ProblemType.BAD_REQUEST;
        };
    }

    private record PlainProblem(String type, String title, int status) {}
}
