package tablon.access;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import tablon.problem.Problem;
import tablon.route.LargestBody;

/**
 * Reads the body of a request whose sender may send one, up to the size that the method takes, and bounds the memory of
 * all bodies together. Refuses those that are written in a way that we do not read.
 */
@Priority(Priorities.ENTITY_CODER)
public final class BodyLimit implements ContainerRequestFilter, ContainerResponseFilter {
    /** Sixteen of the largest; each is kept until its request is answered, beside some ten times as much made of it. */
    static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final String READ = "tablon.body-bytes";
    private static final int BUFFER = 8 * 1024;
    /** How much of a body that is too large is read and dropped: a client that still sends would not hear the refusal. */
    private static final int MOST_DROPPED = 4 * 1024 * 1024;

    private final AtomicInteger bytes = new AtomicInteger();

    @Context
    private ResourceInfo matched;

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        var coding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.strip().equalsIgnoreCase("identity")) {
            throw Problem.of(415, "problem.coding", coding).with(HttpHeaders.ACCEPT_ENCODING, "identity");
        }
        var type = request.getMediaType();
        var charset = type == null ? null : type.getParameters().get("charset");
        if (charset != null && !charset.toLowerCase(Locale.ROOT).equals("utf-8")) {
            throw Problem.of(415, "problem.charset", charset);
        }
        if (!Authorization.isSafe(request)) {
            request.setEntityStream(new ByteArrayInputStream(read(request)));
        }
    }

    /** The request is answered: its body is not needed any more. */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(READ) instanceof Integer read) {
            bytes.addAndGet(-read);
            request.removeProperty(READ);
        }
    }

    private byte[] read(ContainerRequestContext request) throws IOException {
        var limit = matched.getResourceMethod().getAnnotation(LargestBody.class);
        int largest = limit == null ? LargestBody.SMALL : limit.value();
        if (request.getLength() > largest) {
            throw Problem.of(413, "problem.large", largest / 1024);
        }
        var in = request.getEntityStream();
        var body = new ByteArrayOutputStream();
        var buffer = new byte[Math.min(BUFFER, largest + 1)];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            if (body.size() + count > largest) {
                drop(in, buffer);
                throw Problem.of(413, "problem.large", largest / 1024);
            }
            reserve(request, count);
            body.write(buffer, 0, count);
        }
        return body.toByteArray();
    }

    private void reserve(ContainerRequestContext request, int count) {
        if (bytes.addAndGet(count) > MOST_BYTES) {
            bytes.addAndGet(-count);
            throw Admission.busy();
        }
        int before = request.getProperty(READ) instanceof Integer read ? read : 0;
        request.setProperty(READ, before + count);
    }

    /** Reads what has arrived and does not wait for more. */
    private static void drop(InputStream in, byte[] buffer) throws IOException {
        int dropped = 0;
        while (dropped < MOST_DROPPED && in.available() > 0) {
            int count = in.read(buffer);
            if (count < 0) {
                return;
            }
            dropped += count;
        }
    }
}
