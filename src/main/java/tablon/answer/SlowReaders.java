package tablon.answer;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/**
 * Sends answers without holding a thread for a client that reads slowly, and bounds the memory that all such clients hold
 * together: where there is no more room, the one that has been reading the longest is cut off.
 */
final class SlowReaders {
    static final int MOST_BYTES = 16 * 1024 * 1024;

    /** About what a request costs besides its answer, while it is not finished. */
    private static final int BYTES_OF_REQUEST = 16 * 1024;

    /** Each thread that writes keeps a native copy of what it wrote last. */
    private static final int BYTES_AT_ONCE = 32 * 1024;

    /** Those that wait for their client, the oldest first. */
    private final Set<Sending> waiting = new LinkedHashSet<>();

    private long bytes;

    /**
     * Sends {@code body} and its length; the other headers are set. Returns at once where the container can do that.
     *
     * @param sent hears, where it returns at once, how many bytes were sent in the end
     */
    void send(byte[] body, HttpServletRequest request, HttpServletResponse response, IntConsumer sent)
            throws IOException {
        boolean unchanged = response.getStatus() == HttpServletResponse.SC_NOT_MODIFIED;
        if (body.length == 0 && !unchanged) {
            return;
        }
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            // Tomcat can do nothing asynchronous here; Jetty does, when it has to find out the length by itself
            response.getOutputStream().write(body);
            return;
        }
        if (!unchanged) {
            response.setContentLength(body.length);
        }
        if (!request.isAsyncSupported()) {
            response.getOutputStream().write(body);
            response.flushBuffer();
            return;
        }
        var context = request.startAsync();
        // no timer for each answer: a client that makes no progress at all is the server's to drop
        context.setTimeout(0);
        var out = response.getOutputStream();
        out.setWriteListener(new Sending(context, out, body, sent));
    }

    private void await(Sending sending) {
        // outside of the lock: a container may hold one of its own when it calls us
        add(sending).forEach(Sending::complete);
    }

    /** Answers those that have to make room. */
    private synchronized List<Sending> add(Sending sending) {
        var oldest = new ArrayList<Sending>();
        // another thread may have sent the rest meanwhile
        if (!sending.completed.get() && waiting.add(sending)) {
            bytes += sending.weight();
            for (var each = waiting.iterator(); bytes > MOST_BYTES; ) {
                var next = each.next();
                each.remove();
                bytes -= next.weight();
                oldest.add(next);
            }
        }
        return oldest;
    }

    private synchronized void remove(Sending sending) {
        if (waiting.remove(sending)) {
            bytes -= sending.weight();
        }
    }

    private final class Sending implements WriteListener {
        private final AsyncContext context;
        private final ServletOutputStream out;
        private final byte[] body;
        private final IntConsumer sent;
        private final AtomicBoolean completed = new AtomicBoolean();
        private boolean flushed;
        private volatile int written;

        Sending(AsyncContext context, ServletOutputStream out, byte[] body, IntConsumer sent) {
            this.context = context;
            this.out = out;
            this.body = body;
            this.sent = sent;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                if (!flushed && body.length == 0) {
                    // or Jetty would tell the length of a body that is not there (RFC 9110, section 8.6)
                    flushed = true;
                    out.flush();
                    continue;
                }
                if (written == body.length) {
                    complete();
                    return;
                }
                int length = Math.min(BYTES_AT_ONCE, body.length - written);
                out.write(body, written, length);
                written = written + length;
            }
            await(this);
        }

        @Override
        public void onError(Throwable gone) {
            complete();
        }

        /** Ends it once; before all was written, the server then closes the connection. */
        private void complete() {
            if (completed.compareAndSet(false, true)) {
                remove(this);
                // Jetty tells its listeners nothing of an answer that is cut off
                sent.accept(written);
                context.complete();
            }
        }

        private long weight() {
            return BYTES_OF_REQUEST + body.length;
        }
    }
}
