package tablon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tablon.testing.Client;
import tablon.testing.Exchange;

/**
 * Somebody with an account who is signed in.
 *
 * @param id the id of the account
 * @param client sends requests in the person's session
 * @param cookie the session's cookie, as browsers send it
 */
record Person(String id, Client client, String cookie) {
    static final String PASSWORD = "una frase de paso";

    /** Accepts an invitation of the administrator. */
    static Person invited(LaunchedBoard board, String username, String name, String role, String... campuses) {
        var accepted = board.reader()
                .with("Accept", "text/html")
                .submit(invitation(board, role, campuses), "usuario", username, "nombre", name, "clave", PASSWORD);
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(303);
        var cookie = accepted.header("Set-Cookie").replaceAll(";.*", "");
        return new Person(
                idOf(board, username),
                board.reader().with("Cookie", cookie).with("Sec-Fetch-Site", "same-origin"),
                cookie);
    }

    /** The path of a new invitation. */
    static String invitation(LaunchedBoard board, String role, String... campuses) {
        var answer = board.administrator().post("api/invitations", Map.of("rol", role, "campus", List.of(campuses)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return path(answer);
    }

    /** A cookie for a browser. */
    static Cookie cookie(String cookie, URI board) {
        var parts = cookie.split("=", 2);
        return new Cookie(parts[0], parts[1]).setUrl(board.resolve("/").toString());
    }

    /** Publishes a notice; returns the path of its page. */
    String published(String title, String text, String campus, String... more) {
        var notice = new LinkedHashMap<String, Object>(Map.of("titulo", title, "descripcion", text, "campus", campus));
        for (int i = 0; i < more.length; i += 2) {
            notice.put(more[i], more[i + 1]);
        }
        var answer = client.post("api/news", notice);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return "noticias/" + answer.json().get("id").asText();
    }

    /** Changes these members of a notice, given as names and values in turn. */
    void change(String page, Object... members) {
        var patch = new LinkedHashMap<String, Object>();
        for (int i = 0; i < members.length; i += 2) {
            patch.put((String) members[i], members[i + 1]);
        }
        var answer = client.with("If-Match", "*").patch(page.replace("noticias/", "api/news/"), patch);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** Proposes a change to a notice. */
    void propose(String page, String title, String text, String campus) {
        var answer =
                client.put(api(page) + "/proposal", Map.of("titulo", title, "descripcion", text, "campus", campus));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** Approves, refuses or hides a notice. */
    void decide(String page, String decision, String body) {
        var answer = client.put(api(page) + "/" + decision, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** Types into the form for a new notice, whose script saves it; returns the path of the form with the draft. */
    String draft(String title) {
        var id = UUID.randomUUID().toString();
        var body = "titulo=" + URLEncoder.encode(title, StandardCharsets.UTF_8);
        var answer = client.with("Content-Type", "application/x-www-form-urlencoded")
                .send("PUT", "borradores/" + id, body.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        return "noticias/nueva?borrador=" + id;
    }

    void withdraw(String page) {
        var answer = client.with("If-Match", "*").delete(api(page));
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    }

    /** The path of a new link for choosing another password. */
    String resetLink(LaunchedBoard board) {
        var answer = board.administrator().post("api/accounts/" + id + "/reset", "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return path(answer);
    }

    private static String api(String page) {
        return page.replace("noticias/", "api/news/");
    }

    private static String path(Exchange created) {
        return URI.create(created.json().get("url").asText()).getPath().substring(1);
    }

    private static String idOf(LaunchedBoard board, String username) {
        for (var account : board.administrator().get("api/accounts").json()) {
            if (account.get("usuario").asText().equals(username)) {
                return account.get("id").asText();
            }
        }
        throw new AssertionError("no account " + username);
    }
}
