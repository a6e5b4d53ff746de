package tablon.answer;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Keeps the body of an answer until it is complete, and the headers that every answer has even when it is reset. */
final class BufferedResponse extends HttpServletResponseWrapper {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Map<String, String> ofEveryAnswer = new LinkedHashMap<>();

    BufferedResponse(HttpServletResponse response) {
        super(response);
        response.getHeaderNames().forEach(name -> ofEveryAnswer.put(name, response.getHeader(name)));
    }

    /** The names of the headers that were there before. */
    Set<String> headersOfEveryAnswer() {
        return ofEveryAnswer.keySet();
    }

    boolean isEmpty() {
        return body.size() == 0;
    }

    byte[] body() {
        return body.toByteArray();
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public void write(int b) {
                body.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                body.write(bytes, offset, length);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException("answers are written at once");
            }
        };
    }

    @Override
    public PrintWriter getWriter() {
        return new PrintWriter(new OutputStreamWriter(body, Charset.forName(getCharacterEncoding())), true);
    }

    @Override
    public void flushBuffer() {
        // sent when complete
    }

    @Override
    public void setContentLength(int length) {
        // known when complete
    }

    @Override
    public void setContentLengthLong(long length) {
        // known when complete
    }

    @Override
    public void resetBuffer() {
        body.reset();
    }

    @Override
    public void reset() {
        super.reset();
        ofEveryAnswer.forEach(super::setHeader);
        body.reset();
    }
}
