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
 * Sends answers with asynchronous writes, so that a client that reads slowly holds no thread. Limits the memory of
 * all answers that wait for their clients: beyond the limit, the answers that have waited longest are cut off.
 */
final class AnswerSender {
    private static final int MAX_WAITING_BYTES = 16 * 1024 * 1024;

    /** The approximate memory of an unfinished request besides its answer. */
    private static final int REQUEST_BYTES = 16 * 1024;

    /** Bounds native memory: the JVM caches a direct buffer of the size of the last write for each thread. */
    private static final int CHUNK_BYTES = 32 * 1024;

    /** The transfers that wait until their client reads, oldest first. */
    private final Set<Transfer> waiting = new LinkedHashSet<>();

    private long waitingBytes;

    /**
     * Sends {@code body} and sets {@code Content-Length}; all other headers are already set. Returns before the body
     * is sent if the request supports asynchronous processing.
     *
     * @param onEnd called with the number of bytes sent, when an asynchronous transfer ends; otherwise not called
     */
    void send(byte[] body, HttpServletRequest request, HttpServletResponse response, IntConsumer onEnd)
            throws IOException {
        boolean notModified = response.getStatus() == HttpServletResponse.SC_NOT_MODIFIED;
        if (body.length == 0 && !notModified) {
            return;
        }
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            // Tomcat does not support asynchronous writes here, and Jetty only if it determines the length itself
            response.getOutputStream().write(body);
            return;
        }
        if (!notModified) {
            response.setContentLength(body.length);
        }
        if (!request.isAsyncSupported()) {
            response.getOutputStream().write(body);
            response.flushBuffer();
            return;
        }
        var context = request.startAsync();
        // no timer per answer: the server's idle timeout ends a transfer without progress
        context.setTimeout(0);
        var out = response.getOutputStream();
        out.setWriteListener(new Transfer(context, out, body, onEnd));
    }

    private void await(Transfer transfer) {
        // outside of synchronized, because complete() may wait for a lock of the container
        add(transfer).forEach(Transfer::complete);
    }

    /** Adds a waiting transfer. Returns the oldest transfers, removed to get below the limit. */
    private synchronized List<Transfer> add(Transfer transfer) {
        var evicted = new ArrayList<Transfer>();
        // another thread may have completed the transfer in the meantime
        if (!transfer.completed.get() && waiting.add(transfer)) {
            waitingBytes += transfer.weight();
            for (var oldest = waiting.iterator(); waitingBytes > MAX_WAITING_BYTES; ) {
                var next = oldest.next();
                oldest.remove();
                waitingBytes -= next.weight();
                evicted.add(next);
            }
        }
        return evicted;
    }

    private synchronized void remove(Transfer transfer) {
        if (waiting.remove(transfer)) {
            waitingBytes -= transfer.weight();
        }
    }

    /** One answer that is being sent. */
    private final class Transfer implements WriteListener {
        private final AsyncContext context;
        private final ServletOutputStream out;
        private final byte[] body;
        private final IntConsumer onEnd;
        private final AtomicBoolean completed = new AtomicBoolean();
        private boolean flushed;
        private volatile int written;

        Transfer(AsyncContext context, ServletOutputStream out, byte[] body, IntConsumer onEnd) {
            this.context = context;
            this.out = out;
            this.body = body;
            this.onEnd = onEnd;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                if (!flushed && body.length == 0) {
                    // otherwise Jetty sends "Content-Length: 0" with a 304 (RFC 9110, section 8.6)
                    flushed = true;
                    out.flush();
                    continue;
                }
                if (written == body.length) {
                    complete();
                    return;
                }
                int length = Math.min(CHUNK_BYTES, body.length - written);
                out.write(body, written, length);
                written = written + length;
            }
            await(this);
        }

        @Override
        public void onError(Throwable failure) {
            complete();
        }

        /**
         * Ends the transfer; further calls do nothing. The server closes the connection if the body is incomplete.
         */
        private void complete() {
            if (completed.compareAndSet(false, true)) {
                remove(this);
                // not with an AsyncListener: Jetty does not call one for an answer that is cut off
                onEnd.accept(written);
                context.complete();
            }
        }

        private long weight() {
            return REQUEST_BYTES + body.length;
        }
    }
}
