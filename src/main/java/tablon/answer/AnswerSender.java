package tablon.answer;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import tablon.route.Stream;

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

    /** Each takes a thread and a connection to the database now and then, and may last long. */
    private static final int MAX_STREAMS = 2;
    /** Nobody can occupy these places for longer, by reading slowly. */
    private static final long MAX_STREAM_MILLISECONDS = Duration.ofMinutes(30).toMillis();
    /** The approximate memory of one part of a stream. */
    private static final int PART_BYTES = 256 * 1024;

    private static final byte[] NO_BODY = {};

    /** Places for further streams. */
    private final Semaphore streams = new Semaphore(MAX_STREAMS);

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

    /** Takes a place for {@link #stream}, which must follow; false if all are taken. */
    boolean reserveStream() {
        return streams.tryAcquire();
    }

    /**
     * Sends all parts of {@code stream}. All headers are already set. Returns before the end if the request supports asynchronous
     * processing.
     *
     * @param onEnd called with the number of bytes sent
     */
    void stream(Stream stream, HttpServletRequest request, HttpServletResponse response, IntConsumer onEnd)
            throws IOException {
        if (request.isAsyncSupported()) {
            var context = request.startAsync();
            context.setTimeout(MAX_STREAM_MILLISECONDS);
            var out = response.getOutputStream();
            var transfer = new Transfer(context, out, stream, onEnd);
            context.addListener(transfer);
            out.setWriteListener(transfer);
            return;
        }
        try {
            int written = 0;
            for (var part = stream.next(); part != null; part = stream.next()) {
                response.getOutputStream().write(part);
                written += part.length;
                onEnd.accept(written);
            }
        } finally {
            streams.release();
        }
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
    private final class Transfer implements WriteListener, AsyncListener {
        private final AsyncContext context;
        private final ServletOutputStream out;
        /** What follows {@link #body}; null if nothing does. */
        private final @Nullable Stream stream;

        private final int weight;
        private final IntConsumer onEnd;
        private final AtomicBoolean completed = new AtomicBoolean();
        private byte[] body;
        /** How many bytes of {@link #body} are written. */
        private int position;

        private boolean flushed;
        private volatile int written;

        Transfer(AsyncContext context, ServletOutputStream out, byte[] body, IntConsumer onEnd) {
            this.context = context;
            this.out = out;
            this.body = body;
            this.stream = null;
            this.weight = REQUEST_BYTES + body.length;
            this.onEnd = onEnd;
        }

        Transfer(AsyncContext context, ServletOutputStream out, Stream stream, IntConsumer onEnd) {
            this.context = context;
            this.out = out;
            this.body = NO_BODY;
            this.stream = stream;
            this.weight = REQUEST_BYTES + PART_BYTES;
            this.onEnd = onEnd;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                if (!flushed && body.length == 0 && stream == null) {
                    // otherwise Jetty sends "Content-Length: 0" with a 304 (RFC 9110, section 8.6)
                    flushed = true;
                    out.flush();
                    continue;
                }
                if (position == body.length) {
                    var next = stream == null ? null : stream.next();
                    if (next == null) {
                        complete();
                        return;
                    }
                    body = next;
                    position = 0;
                    continue;
                }
                int length = Math.min(CHUNK_BYTES, body.length - position);
                out.write(body, position, length);
                position += length;
                written = written + length;
            }
            await(this);
        }

        @Override
        public void onError(Throwable failure) {
            complete();
        }

        /** Only streams have a time limit. */
        @Override
        public void onTimeout(AsyncEvent event) {
            complete();
        }

        @Override
        public void onError(AsyncEvent event) {
            complete();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // does not happen
        }

        @Override
        public void onComplete(AsyncEvent event) {
            // complete() has done it
        }

        /**
         * Ends the transfer; further calls do nothing. The server closes the connection if the body is incomplete.
         */
        private void complete() {
            if (completed.compareAndSet(false, true)) {
                remove(this);
                if (stream != null) {
                    streams.release();
                }
                // not with an AsyncListener: Jetty does not call one for an answer that is cut off
                onEnd.accept(written);
                context.complete();
            }
        }

        private long weight() {
            return weight;
        }
    }
}
