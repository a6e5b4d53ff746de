package tablon.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import tablon.problem.Problem;

/** Refuses bodies that are too large, or written in a way that we do not read. */
@Priority(Priorities.ENTITY_CODER)
final class BodyLimit implements ContainerRequestFilter {
    static final int LARGEST_BODY = 256 * 1024;

    @Override
    public void filter(ContainerRequestContext request) {
        var coding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.strip().equalsIgnoreCase("identity")) {
            throw Problem.of(415, "problem.coding", coding).with(HttpHeaders.ACCEPT_ENCODING, "identity");
        }
        var type = request.getMediaType();
        var charset = type == null ? null : type.getParameters().get("charset");
        if (charset != null && !charset.toLowerCase(Locale.ROOT).equals("utf-8")) {
            throw Problem.of(415, "problem.charset", charset);
        }
        request.setEntityStream(new Limited(request.getEntityStream()));
    }

    private static final class Limited extends FilterInputStream {
        /** A client that is still sending would not hear the refusal; so this much more is taken and thrown away. */
        private static final int SWALLOWED = 4 * 1024 * 1024;

        private int left = LARGEST_BODY;

        Limited(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) == -1 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count > left) {
                in.readNBytes(SWALLOWED);
                throw Problem.of(413, "problem.large", LARGEST_BODY / 1024);
            }
            left -= Math.max(count, 0);
            return count;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
