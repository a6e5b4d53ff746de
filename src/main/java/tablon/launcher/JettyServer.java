package tablon.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.webapp.Configuration;
import org.eclipse.jetty.ee10.webapp.WebAppConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.ee10.webapp.WebInfConfiguration;
import org.eclipse.jetty.ee10.webapp.WebXmlConfiguration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
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
import org.eclipse.jetty.util.StringUtil;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import tablon.config.Settings;

/** Jetty, serving the application that lies beside it: the WAR as it is unpacked, by its {@code web.xml}. */
final class JettyServer implements AutoCloseable {
    /** On a JVM without virtual threads, more than the requests that may wait for something, so that health never does. */
    private static final int MOST_THREADS = 512;
    /** Each may hold some 32 KB of buffers and headers while its request is under way. */
    private static final int MOST_CONNECTIONS = 2_048;
    /** When there are as many, connections that are silent for this long are closed. */
    private static final int CROWDED_IDLE_MILLISECONDS = 5_000;

    /** Who comes when the queue is full believes to be connected, and is heard only when TCP asks again. */
    private static final int MOST_WAITING_CONNECTIONS = 1_024;

    /** Routers keep connections for 90 s; we must not be the first to hang up. */
    private static final int IDLE_MILLISECONDS = 100_000;

    private static final int STOP_MILLISECONDS = 20_000;
    /** While stopping, a connection that is silent for this long is closed: a request on its way has had its chance. */
    private static final int STOP_IDLE_MILLISECONDS = 5_000;

    private static final int LARGEST_HEADERS = 16 * 1024;
    /** Bodies up to this size are read before a thread is taken; strangers may send no longer ones. */
    private static final long AWAITED_BODY = 1_024;
    /** The same for a body whose length is not known, with some bytes for each of its chunks. */
    private static final long MOST_AWAITED = 8 * 1_024;

    private static final int BYTES_OF_CHUNK = 8;
    private static final int LONGEST_FORWARDED = 1_024;
    private static final long SLOWEST_BODY_BYTES_PER_SECOND = 256;
    private static final long NO_LIMIT = 0;

    private final Server server;
    private final ServerConnector connector;

    private JettyServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Opens the port, then the application.
     *
     * @throws CannotStart where the port cannot be had
     */
    static JettyServer start(Settings settings) {
        var server = new Server(threads());
        server.setErrorHandler(new PlainErrors());
        var connector = new ServerConnector(server, new HttpConnectionFactory(http(settings)));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setAcceptQueueSize(MOST_WAITING_CONNECTIONS);
        connector.setIdleTimeout(IDLE_MILLISECONDS);
        connector.setShutdownIdleTimeout(STOP_IDLE_MILLISECONDS);
        server.addConnector(connector);
        var limit = new NetworkConnectionLimit(MOST_CONNECTIONS, connector);
        limit.setEndPointIdleTimeout(CROWDED_IDLE_MILLISECONDS);
        server.addBean(limit);
        server.setHandler(new GracefulHandler(bodiesInTime(bodiesBeforeThreads(application(settings)))));
        server.setStopTimeout(STOP_MILLISECONDS);
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

    void join() throws InterruptedException {
        server.join();
    }

    /** Takes no new connection, lets requests end, closes the application. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static QueuedThreadPool threads() {
        var threads = new QueuedThreadPool(MOST_THREADS);
        threads.setName("http");
        // null on a JVM without virtual threads, which then does without
        threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        return threads;
    }

    private static HttpConfiguration http(Settings settings) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LARGEST_HEADERS);
        // a table of 100 KB for each connection, which costs more than reading the same headers again
        http.setHeaderCacheSize(0);
        if (settings.trustProxy()) {
            http.addCustomizer(forwarded());
        }
        return http;
    }

    /** Believes {@code Forwarded} and {@code X-Forwarded-Host}, {@code -Proto}, {@code -Port} and {@code -For}, if sane. */
    private static HttpConfiguration.Customizer forwarded() {
        var customizer = new ForwardedRequestCustomizer();
        customizer.setForwardedServerHeader(null);
        customizer.setForwardedHttpsHeader(null);
        customizer.setForwardedCipherSuiteHeader(null);
        customizer.setForwardedSslSessionIdHeader(null);
        return (request, headers) -> {
            for (var field : request.getHeaders()) {
                boolean forwarding = StringUtil.asciiStartsWithIgnoreCase(field.getName(), "X-Forwarded-")
                        || field.is(HttpHeader.FORWARDED.asString());
                if (forwarding && field.getValue().length() > LONGEST_FORWARDED) {
                    return request;
                }
            }
            var told = customizer.customize(request, headers);
            return HttpScheme.HTTP.is(told.getHttpURI().getScheme())
                            || HttpScheme.HTTPS.is(told.getHttpURI().getScheme())
                    ? told
                    : request;
        };
    }

    /** Before anything else is opened: what is started for a port that is taken would be started in vain. */
    private static void bind(ServerConnector connector, Settings settings) {
        try {
            connector.open();
        } catch (IOException taken) {
            var cause = taken.getCause() == null ? taken : taken.getCause();
            // the only one without words of its own
            var reason = cause instanceof UnresolvedAddressException ? "there is no such host" : cause.getMessage();
            throw new CannotStart(
                    "PORT=" + settings.port() + " on HOST=" + settings.host() + " cannot be had: " + reason, taken);
        }
    }

    /** A body that trickles in ends its request; who only reads sends none. */
    private static Handler bodiesInTime(Handler application) {
        var unlessRead = new ConditionalHandler.SkipNext(
                new MinimumDataRateHandler(application, SLOWEST_BODY_BYTES_PER_SECOND, NO_LIMIT));
        unlessRead.includeMethod("GET", "HEAD");
        return unlessRead;
    }

    /** A client that sends slowly holds a connection and no thread. */
    private static Handler bodiesBeforeThreads(Handler application) {
        var awaited = new EagerContentHandler(
                application, new RetainedContentLoaderFactory(MOST_AWAITED, BYTES_OF_CHUNK, false));
        awaited.include(request -> request.getLength() <= AWAITED_BODY);
        return awaited;
    }

    private static WebAppContext application(Settings settings) {
        // without sessions and security, which each request would pass
        var application = new WebAppContext(null, null, null, new ErrorPageErrorHandler()) {
            /** One class path for Jetty and the application: every class once, as class data sharing wants it. */
            @Override
            protected ClassLoader configureClassLoader(ClassLoader loader) {
                return loader;
            }
        };
        application.setClassLoader(JettyServer.class.getClassLoader());
        application.setContextPath("/");
        application.setBaseResourceAsPath(root());
        // the stock one would add JSP and a cleaner that needs java.desktop
        application.setDefaultsDescriptor(null);
        application.setConfigurations(
                new Configuration[] {new WebInfConfiguration(), new WebXmlConfiguration(), new WebAppConfiguration()});
        application.setThrowUnavailableOnStartupException(true);
        application.setAttribute(Settings.class.getName(), settings);
        return application;
    }

    /** The unpacked WAR, whose {@code WEB-INF/lib} holds this class; or the sources' folder, when not packaged. */
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
            throw new CannotStart("the folder of the application cannot be found: " + failed.getMessage(), failed);
        }
    }
}
