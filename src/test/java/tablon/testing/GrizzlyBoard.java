package tablon.testing;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.UriBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.EnumSet;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.servlet.WebappContext;
import org.glassfish.jersey.client.ClientConfig;
import org.glassfish.jersey.test.spi.TestContainer;
import org.jspecify.annotations.Nullable;
import tablon.wiring.Board;

/** Serves a board with Grizzly on a free port. */
final class GrizzlyBoard implements TestContainer {
    private static final String HOST = "localhost";

    private final HttpServer server = new HttpServer();
    private final NetworkListener listener = new NetworkListener("board", HOST, 0);
    private final WebappContext context = new WebappContext("board", "");

    GrizzlyBoard(Board board) {
        server.addListener(listener);
        // the prototype's clients send DELETE with a body
        server.getServerConfiguration().setAllowPayloadForUndefinedHttpMethods(true);
        context.addFilter("blocking", new Blocking())
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), "/*");
        board.install(context);
        context.deploy(server);
    }

    @Override
    public @Nullable ClientConfig getClientConfig() {
        return null;
    }

    @Override
    public URI getBaseUri() {
        return UriBuilder.fromUri("http://" + HOST + "/")
                .port(listener.getPort())
                .build();
    }

    @Override
    public void start() {
        try {
            server.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void stop() {
        server.shutdownNow();
    }

    /** Forces blocking writes: Grizzly does not call the write listener of a request that a filter made async. */
    private static final class Blocking extends HttpFilter {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            chain.doFilter(
                    new HttpServletRequestWrapper(request) {
                        @Override
                        public boolean isAsyncSupported() {
                            return false;
                        }
                    },
                    response);
        }
    }
}
