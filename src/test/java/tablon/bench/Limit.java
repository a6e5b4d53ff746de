package tablon.bench;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The upper limit for a server on this machine: a bare Jetty handler that writes the headers and the body of one of the
 * board's responses, or 304 if the request has {@code If-None-Match}.
 */
final class Limit {
    private static final int MAX_THREADS = 200;
    private static final int ACCEPT_QUEUE_SIZE = 1_024;

    private Limit() {}

    /** Arguments: the port, a file with the body, a file with one header per line. */
    public static void main(String[] arguments) throws Exception {
        var body = Files.readAllBytes(Path.of(arguments[1]));
        var headers = headers(Files.readAllLines(Path.of(arguments[2])));
        var threads = new QueuedThreadPool(MAX_THREADS);
        threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        var server = new Server(threads);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        var connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(arguments[0]));
        connector.setAcceptQueueSize(ACCEPT_QUEUE_SIZE);
        server.addConnector(connector);
        server.setHandler(new FixedResponse(ByteBuffer.wrap(body).asReadOnlyBuffer(), headers));
        server.start();
        server.join();
    }

    private static List<HttpField> headers(List<String> lines) {
        var headers = new ArrayList<HttpField>();
        for (var line : lines) {
            int colon = line.indexOf(':');
            var name = line.substring(0, colon);
            var known = HttpHeader.CACHE.get(name);
            var value = line.substring(colon + 1).strip();
            headers.add(known == null ? new PreEncodedHttpField(name, value) : new PreEncodedHttpField(known, value));
        }
        return headers;
    }

    private static final class FixedResponse extends Handler.Abstract {
        private final ByteBuffer body;
        private final List<HttpField> headers;

        FixedResponse(ByteBuffer body, List<HttpField> headers) {
            this.body = body;
            this.headers = headers;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            boolean conditional = request.getHeaders().contains(HttpHeader.IF_NONE_MATCH);
            for (var header : headers) {
                if (!conditional || header.getHeader() != HttpHeader.CONTENT_TYPE) {
                    response.getHeaders().add(header);
                }
            }
            if (conditional) {
                response.setStatus(304);
                response.write(true, null, callback);
            } else {
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.remaining());
                response.write(true, body.slice(), callback);
            }
            return true;
        }
    }
}
