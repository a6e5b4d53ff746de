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
import java.util.Objects;

/**
 * Buffers the body of an answer. {@link #reset} keeps the headers that were set before, which every answer has, such
 * as the security headers.
 */
final class BufferedResponse extends HttpServletResponseWrapper {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Map<String, String> commonHeaders = new LinkedHashMap<>();

    BufferedResponse(HttpServletResponse response) {
        super(response);
        response.getHeaderNames().forEach(name -> commonHeaders.put(name, response.getHeader(name)));
    }

    /** Whether this header was set before this response was created, and has the same value. */
    boolean isCommon(String name) {
        return commonHeaders.containsKey(name) && Objects.equals(commonHeaders.get(name), getHeader(name));
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
                throw new UnsupportedOperationException("the response is buffered, so writes do not block");
            }
        };
    }

    @Override
    public PrintWriter getWriter() {
        return new PrintWriter(new OutputStreamWriter(body, Charset.forName(getCharacterEncoding())), true);
    }

    @Override
    public void flushBuffer() {
        // the body is sent when it is complete
    }

    @Override
    public void setContentLength(int length) {
        // set when the body is complete
    }

    @Override
    public void setContentLengthLong(long length) {
        // set when the body is complete
    }

    @Override
    public void resetBuffer() {
        body.reset();
    }

    @Override
    public void reset() {
        super.reset();
        commonHeaders.forEach(super::setHeader);
        body.reset();
    }
}
