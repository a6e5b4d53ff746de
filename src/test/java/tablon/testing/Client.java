package tablon.testing;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tablon.json.Json;

/** An immutable HTTP client of a board, with headers that it sends with every request. */
public final class Client {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI base;
    private final List<String> headers;
    private final Consumer<Exchange> listener;

    /** @param listener called after every exchange */
    public Client(URI base, Consumer<Exchange> listener) {
        this(base, List.of(), listener);
    }

    private Client(URI base, List<String> headers, Consumer<Exchange> listener) {
        this.base = base;
        this.headers = headers;
        this.listener = listener;
    }

    /** A client that also sends this header. */
    public Client with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(name);
        more.add(value);
        return new Client(base, more, listener);
    }

    public Client withToken(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public Exchange get(String path) {
        return send("GET", path, new byte[0]);
    }

    public Exchange delete(String path) {
        return send("DELETE", path, new byte[0]);
    }

    /** Sends {@code body} as JSON: a string unchanged, any other object serialized. */
    public Exchange post(String path, Object body) {
        return with("Content-Type", "application/json").send("POST", path, bytes(body));
    }

    public Exchange put(String path, Object body) {
        return with("Content-Type", "application/json").send("PUT", path, bytes(body));
    }

    public Exchange patch(String path, Object body) {
        return with("Content-Type", "application/merge-patch+json").send("PATCH", path, bytes(body));
    }

    /** Sends a form as a browser does from a page of the board: fields as names and values in turn. */
    public Exchange submit(String path, Object... fields) {
        var body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(body.isEmpty() ? "" : "&")
                    .append(encode(fields[i]))
                    .append('=')
                    .append(encode(fields[i + 1]));
        }
        return with("Content-Type", "application/x-www-form-urlencoded")
                .with("Origin", base.resolve("/").toString().replaceAll("/$", ""))
                .send("POST", path, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A client that also sends the cookies that {@code answer} set. */
    public Client withCookiesOf(Exchange answer) {
        return with(
                "Cookie",
                answer.response().headers().allValues("Set-Cookie").stream()
                        .map(cookie -> cookie.replaceAll(";.*", ""))
                        .collect(Collectors.joining("; ")));
    }

    public Exchange send(String method, String path, byte[] body) {
        var uri = base.resolve(path);
        var request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        try {
            var exchange =
                    new Exchange(method, uri, HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
            listener.accept(exchange);
            return exchange;
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(method + " " + uri, failed);
        }
    }

    private static String encode(Object text) {
        return URLEncoder.encode(text.toString(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Object body) {
        return body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : Json.bytes(body);
    }
}
