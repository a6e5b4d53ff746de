package tablon.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.webapp.Configuration;
import org.eclipse.jetty.ee10.webapp.WebAppConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.ee10.webapp.WebInfConfiguration;
import org.eclipse.jetty.ee10.webapp.WebXmlConfiguration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ConditionalHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import tablon.config.Settings;

/** Jetty with the application of the unpacked WAR, which it configures from {@code web.xml}. */
final class JettyServer implements AutoCloseable {
    /** Without virtual threads: more threads than requests that may wait, so that health checks never wait. */
    private static final int MAX_THREADS = 512;
    /** Each connection holds up to about 32 KB of buffers and headers during a request. */
    private static final int MAX_CONNECTIONS = 2_048;
    /** The idle timeout while {@link #MAX_CONNECTIONS} are open. */
    private static final int FULL_IDLE_MILLISECONDS = 5_000;

    /** When this queue is full, the end of the handshake is lost: the client seems connected until TCP retransmits. */
    private static final int ACCEPT_QUEUE_SIZE = 1_024;

    /** Longer than the 90 s of platforms' routers: the router must close an idle connection first. */
    private static final int IDLE_MILLISECONDS = 100_000;

    /** How long requests in progress may take to finish. */
    static final int STOP_SECONDS = 20;

    /** The idle timeout while stopping: long enough for a request that the client has already sent. */
    private static final int STOP_IDLE_MILLISECONDS = 5_000;

    private static final int MAX_HEADER_BYTES = 16 * 1024;
    /** A body of up to this size is received before a thread is assigned. Larger bodies need a credential. */
    private static final long MAX_EAGER_BODY_BYTES = 1_024;
    /** The same limit for a chunked body, including {@link #CHUNK_OVERHEAD_BYTES} for each chunk. */
    private static final long MAX_EAGER_CHUNKED_BYTES = 8 * 1_024;

    private static final int CHUNK_OVERHEAD_BYTES = 8;
    private static final long MIN_BODY_BYTES_PER_SECOND = 256;
    private static final long NO_MINIMUM = 0;

    private final Server server;
    private final ServerConnector connector;

    private JettyServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Opens the port, then starts the application.
     *
     * @throws CommandFailure if the port cannot be opened
     */
    static JettyServer start(Settings settings) {
        var server = new Server(threads());
        server.setErrorHandler(new PlainErrors());
        var connector = new ServerConnector(server, new HttpConnectionFactory(http(settings)));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setAcceptQueueSize(ACCEPT_QUEUE_SIZE);
        connector.setIdleTimeout(IDLE_MILLISECONDS);
        connector.setShutdownIdleTimeout(STOP_IDLE_MILLISECONDS);
        server.addConnector(connector);
        var limit = new NetworkConnectionLimit(MAX_CONNECTIONS, connector);
        limit.setEndPointIdleTimeout(FULL_IDLE_MILLISECONDS);
        server.addBean(limit);
        server.setHandler(new GracefulHandler(withMinimumBodyRate(withEagerBodies(application(settings)))));
        server.setStopTimeout(STOP_SECONDS * 1_000L);
        var jetty = new JettyServer(server, connector);
        try {
            bind(connector, settings);
            server.start();
            return jetty;
        } catch (RuntimeException failed) {
            jetty.close();
            throw failed;
        } catch (Exception failed) {
            jetty.close();
            throw new IllegalStateException(failed);
        }
    }

    URI address() {
        var host = connector.getHost().contains(":") ? "[" + connector.getHost() + "]" : connector.getHost();
        return URI.create("http://" + host + ":" + connector.getLocalPort());
    }

    /** Whether only this machine can connect. */
    boolean isOnLoopback() {
        return connector.getTransport() instanceof ServerSocketChannel channel
                && channel.socket().getInetAddress().isLoopbackAddress();
    }

    void join() throws InterruptedException {
        server.join();
    }

    /** Accepts no new connections, finishes requests, closes the application. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static QueuedThreadPool threads() {
        var threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("http");
        // null on a JVM without virtual threads: Jetty then uses the pool alone
        threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        return threads;
    }

    private static HttpConfiguration http(Settings settings) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        // the cache takes 100 KB per connection, which costs more than parsing the same headers again
        http.setHeaderCacheSize(0);
        if (settings.trustProxy()) {
            http.addCustomizer(new ForwardedHeaders());
        }
        return http;
    }

    /** Opens the port before the application starts, so that a port in use fails immediately. */
    private static void bind(ServerConnector connector, Settings settings) {
        try {
            connector.open();
        } catch (IOException failed) {
            var cause = failed.getCause() == null ? failed : failed.getCause();
            // the only cause without a message
            var reason = cause instanceof UnresolvedAddressException ? "unknown host" : cause.getMessage();
            throw new CommandFailure(
                    "Cannot listen on HOST=" + settings.host() + ", PORT=" + settings.port() + ": " + reason, failed);
        }
    }

    /** Ends a request with 408 if its body arrives too slowly, except for GET and HEAD. */
    private static Handler withMinimumBodyRate(Handler application) {
        var exceptReads = new ConditionalHandler.SkipNext(
                new MinimumDataRateHandler(application, MIN_BODY_BYTES_PER_SECOND, NO_MINIMUM));
        exceptReads.includeMethod("GET", "HEAD");
        return exceptReads;
    }

    /** Receives short bodies before a thread is assigned, so that a slow sender holds a connection and no thread. */
    private static Handler withEagerBodies(Handler application) {
        var eager = new EagerContentHandler(
                application, new RetainedContentLoaderFactory(MAX_EAGER_CHUNKED_BYTES, CHUNK_OVERHEAD_BYTES, false));
        eager.include(request -> request.getLength() <= MAX_EAGER_BODY_BYTES);
        return eager;
    }

    private static WebAppContext application(Settings settings) {
        // no session and security handlers, which every request would pass through
        var application = new WebAppContext(null, null, null, new ErrorPageErrorHandler()) {
            /** One class loader for everything: no class is loaded twice, as class data sharing needs. */
            @Override
            protected ClassLoader configureClassLoader(ClassLoader loader) {
                return loader;
            }
        };
        application.setClassLoader(JettyServer.class.getClassLoader());
        application.setContextPath("/");
        application.setBaseResourceAsPath(root());
        // the default descriptor adds JSP and a cleaner that needs java.desktop
        application.setDefaultsDescriptor(null);
        application.setConfigurations(
                new Configuration[] {new WebInfConfiguration(), new WebXmlConfiguration(), new WebAppConfiguration()});
        application.setThrowUnavailableOnStartupException(true);
        application.setAttribute(Settings.class.getName(), settings);
        return application;
    }

    /** The folder of the unpacked WAR, which contains this class; {@code webapp} if not packaged. */
    private static Path root() {
        try {
            var code = Path.of(JettyServer.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            var root = Files.isDirectory(code)
                    ? Path.of("webapp")
                    : code.resolveSibling("../..").normalize();
            return root.toRealPath();
        } catch (IOException | URISyntaxException failed) {
            throw new CommandFailure("Cannot find the application folder: " + failed.getMessage(), failed);
        }
    }
}
