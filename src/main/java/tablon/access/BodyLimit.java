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
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.route.LargestBody;

/**
 * Reads the request body after authorization. Limits its size as {@link LargestBody} states, the total size of
 * all bodies in memory, and the number of long ones from clients that may not publish. Refuses content codings and
 * charsets that the board does not support.
 */
@Priority(Priorities.ENTITY_CODER)
public final class BodyLimit implements ContainerRequestFilter, ContainerResponseFilter {
    /**
     * For all bodies together: 16 of the largest. A body stays in memory until its request is answered, and the
     * objects parsed from it take about ten times its size.
     */
    static final int MAX_TOTAL_BYTES = 4 * 1024 * 1024;

    /**
     * For bodies over {@link LargestBody#SMALL} of clients that may not publish: half of the memory. A client that sends
     * slowly holds a thread as well.
     */
    static final int MAX_STRANGERS = 8;

    /** The request property that says that the request is one of {@link #MAX_STRANGERS}. */
    private static final String STRANGER = "tablon.stranger";

    /** The request property with the number of bytes that this request has reserved. */
    private static final String RESERVED = "tablon.body-bytes";

    private static final int BUFFER_BYTES = 8 * 1024;
    /**
     * A client that is still sending does not read the refusal, so this much of a body that is too large is read and
     * discarded.
     */
    private static final int MAX_DISCARDED_BYTES = 4 * 1024 * 1024;

    private final AtomicInteger totalBytes = new AtomicInteger();
    private final Semaphore strangers = new Semaphore(MAX_STRANGERS);

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        var coding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.strip().equalsIgnoreCase("identity")) {
            throw Problem.of(ProblemType.UNSUPPORTED_CONTENT_CODING, coding)
                    .with(HttpHeaders.ACCEPT_ENCODING, "identity");
        }
        var type = request.getMediaType();
        var charset = type == null ? null : type.getParameters().get("charset");
        if (charset != null && !charset.toLowerCase(Locale.ROOT).equals("utf-8")) {
            throw Problem.of(ProblemType.UNSUPPORTED_CHARSET, charset);
        }
        if (!Authorization.isSafe(request)) {
            request.setEntityStream(new ByteArrayInputStream(read(request)));
        }
    }

    /** Releases the reservation, because an answered request no longer needs its body. */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(RESERVED) instanceof Integer reserved) {
            totalBytes.addAndGet(-reserved);
            request.removeProperty(RESERVED);
        }
        if (request.getProperty(STRANGER) != null) {
            strangers.release();
            request.removeProperty(STRANGER);
        }
    }

    private byte[] read(ContainerRequestContext request) throws IOException {
        int limit = limit();
        if (request.getLength() > limit) {
            throw tooLarge(limit);
        }
        boolean isLong =
                limit > LargestBody.SMALL && (request.getLength() < 0 || request.getLength() > LargestBody.SMALL);
        if (isLong && !Actor.of(request.getSecurityContext()).may(Permission.PUBLISH)) {
            admitStranger(request);
        }
        var in = request.getEntityStream();
        var body = new ByteArrayOutputStream();
        var buffer = new byte[Math.min(BUFFER_BYTES, limit + 1)];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            if (body.size() + count > limit) {
                discard(in, buffer);
                throw tooLarge(limit);
            }
            reserve(request, count);
            body.write(buffer, 0, count);
        }
        return body.toByteArray();
    }

    private int limit() {
        var limit = resource.getResourceMethod().getAnnotation(LargestBody.class);
        return limit == null ? LargestBody.SMALL : limit.value();
    }

    private static Problem tooLarge(int limit) {
        return Problem.of(ProblemType.BODY_TOO_LARGE, limit / 1024);
    }

    private void admitStranger(ContainerRequestContext request) {
        if (!strangers.tryAcquire()) {
            throw Admission.unavailable();
        }
        request.setProperty(STRANGER, true);
    }

    private void reserve(ContainerRequestContext request, int count) {
        if (totalBytes.addAndGet(count) > MAX_TOTAL_BYTES) {
            totalBytes.addAndGet(-count);
            throw Admission.unavailable();
        }
        int reserved = request.getProperty(RESERVED) instanceof Integer before ? before : 0;
        request.setProperty(RESERVED, reserved + count);
    }

    /** Reads bytes that have already arrived; does not wait for more. */
    private static void discard(InputStream in, byte[] buffer) throws IOException {
        int discarded = 0;
        while (discarded < MAX_DISCARDED_BYTES && in.available() > 0) {
            int count = in.read(buffer);
            if (count < 0) {
                return;
            }
            discarded += count;
        }
    }
}
