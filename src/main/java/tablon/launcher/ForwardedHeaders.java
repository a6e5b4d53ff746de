package tablon.launcher;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.HostPort;
import org.eclipse.jetty.util.StringUtil;

/**
 * Applies what a trusted proxy says of the client's request: {@code Forwarded} (RFC 7239) and {@code X-Forwarded-Host},
 * {@code -Proto}, {@code -Port} and {@code -For}. Ignores all of them if one is too long or the scheme is neither http nor
 * https.
 *
 * <p>The client's address is the last one in {@code X-Forwarded-For}, because proxies append the address that they see to
 * whatever the client sent.
 */
final class ForwardedHeaders implements HttpConfiguration.Customizer {
    private static final int MAX_LENGTH = 1_024;

    private final ForwardedRequestCustomizer jetty = new ForwardedRequestCustomizer();

    ForwardedHeaders() {
        jetty.setForwardedForHeader(null);
        jetty.setForwardedServerHeader(null);
        jetty.setForwardedHttpsHeader(null);
        jetty.setForwardedCipherSuiteHeader(null);
        jetty.setForwardedSslSessionIdHeader(null);
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable headers) {
        if (isTooLong(request)) {
            return request;
        }
        var customized = jetty.customize(request, headers);
        var scheme = customized.getHttpURI().getScheme();
        if (!HttpScheme.HTTP.is(scheme) && !HttpScheme.HTTPS.is(scheme)) {
            return request;
        }
        // also without the header: Jetty takes the first address in Forwarded
        var client = lastAddress(request)
                .orElseGet(() -> request.getConnectionMetaData().getRemoteSocketAddress());
        return new From(customized, client);
    }

    private static boolean isTooLong(Request request) {
        return request.getHeaders().stream()
                .filter(field -> StringUtil.asciiStartsWithIgnoreCase(field.getName(), "X-Forwarded-")
                        || field.is(HttpHeader.FORWARDED.asString()))
                .anyMatch(field -> field.getValue().length() > MAX_LENGTH);
    }

    private static Optional<SocketAddress> lastAddress(Request request) {
        var values = request.getHeaders().getCSV(HttpHeader.X_FORWARDED_FOR, false);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        var last = values.get(values.size() - 1);
        try {
            // some proxies also send the port
            var address = new HostPort(last).getHost();
            return Optional.of(InetSocketAddress.createUnresolved(address, 0));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** A request from this client. */
    private static final class From extends Request.Wrapper {
        private final ConnectionMetaData connection;

        From(Request request, SocketAddress client) {
            super(request);
            this.connection = new ConnectionMetaData.Wrapper(request.getConnectionMetaData()) {
                @Override
                public SocketAddress getRemoteSocketAddress() {
                    return client;
                }
            };
        }

        @Override
        public ConnectionMetaData getConnectionMetaData() {
            return connection;
        }
    }
}
