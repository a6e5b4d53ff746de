package tablon.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Exchange;

class EmbedTest extends BoardTest {
    private static final int MAX_BYTES = 5 * 1024;
    private static final Pattern STYLE = Pattern.compile("<style>(.*)</style>", Pattern.DOTALL);

    @Test
    void onlyTheEmbedMayBeFramedByOtherSites() {
        var notice = publish("Becas");
        for (var path : List.of(
                "/",
                "/?campus=UGR",
                "/seguir",
                "/noticias/" + notice,
                "/entrar",
                "/problems/not-found",
                "/sitemap.xml",
                "/robots.txt",
                "/css/board.css",
                "/api/news",
                "/insertar?campus=NADA",
                "/nada")) {
            var answer = reader().with("Accept", "text/html, */*;q=0.5").get(path);

            assertThat(answer.header("Content-Security-Policy"))
                    .as(path)
                    .contains("frame-ancestors 'self'")
                    .doesNotContain("sha256-");
        }

        assertThat(reader().get("/insertar").header("Content-Security-Policy")).contains("frame-ancestors *");
    }

    @Test
    void policyAllowsOnlyTheStyleOfThePage() throws Exception {
        publish("Becas");
        var first = reader().get("/insertar");
        var cached = reader().get("/insertar");
        var gzip = reader().with("Accept-Encoding", "gzip").get("/insertar");
        var notModified = reader().with("If-None-Match", first.header("ETag")).get("/insertar");
        var style = STYLE.matcher(first.text());

        assertThat(style.find()).isTrue();
        var hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256")
                        .digest(style.group(1).getBytes(StandardCharsets.UTF_8)));
        assertThat(notModified.status()).isEqualTo(304);
        for (var answer : List.of(first, cached, gzip, notModified)) {
            assertThat(answer.header("Content-Security-Policy"))
                    .isEqualTo("default-src 'none'; style-src 'sha256-" + hash
                            + "'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
            assertThat(answer.header("X-Frame-Options")).isEmpty();
            assertThat(answer.header("Set-Cookie")).isEmpty();
        }
        assertThat(first.text()).doesNotContain("<script", "<link", "style=").contains("content=\"noindex\"");
    }

    @Test
    void answerIsSmallWhateverTheTitlesAre() {
        for (var title : List.of("😀".repeat(200), "&".repeat(200), "<b>".repeat(66), "x".repeat(200))) {
            for (int i = 0; i < 20; i++) {
                publish(title);
            }
            for (var query : List.of(
                    "",
                    "?campus=UGR&lang=en",
                    "?etiqueta=" + "%F0%9F%98%80".repeat(300),
                    "?q=" + "%F0%9F%98%80".repeat(200))) {
                var answer = reader().get("/insertar" + query);

                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.response().body().length).as(query).isLessThanOrEqualTo(MAX_BYTES);
            }
            var html = reader().get("/insertar").text();
            assertThat(titles(html)).hasSizeBetween(1, 20);
            assertThat(html).endsWith("</html>\n");
        }
    }

    @Test
    void shortTitlesFillTheFrame() {
        IntStream.range(0, 25).forEach(i -> publish("Becas " + i));

        var html = reader().get("/insertar").text();

        assertThat(titles(html)).hasSizeGreaterThan(8).startsWith("Becas 24", "Becas 23");
    }

    @Test
    void newestNoticesAreFirstWhetherPinnedOrNot() {
        publish("Fijada", "fijada", true);
        clock.advance(Duration.ofMinutes(1));
        publish("Nueva");

        assertThat(titles(reader().get("/insertar").text())).containsExactly("Nueva", "Fijada");
    }

    @Test
    void filtersCombine() {
        publish("Una", "etiquetas", List.of("Becas"), "descripcion", "comedor");
        publish("Dos", "etiquetas", List.of("Becas"), "campus", "MED");
        publish("Tres", "empieza", "2026-03-03", "etiquetas", List.of("Becas"), "lugar", "Aula 3\nedificio B");

        assertThat(shown("?etiqueta=becas")).containsExactly("Tres", "Dos", "Una");
        assertThat(shown("?etiqueta=BECAS&campus=ugr")).containsExactly("Tres", "Una");
        assertThat(shown("?etiqueta=becas&q=comedor")).containsExactly("Una");
        assertThat(shown("?evento=true&campus=UGR")).containsExactly("Tres");
        assertThat(shown("?evento=true&campus=MED")).isEmpty();
        assertThat(shown("?etiqueta=ninguna")).isEmpty();
        var events = reader().get("/insertar?evento=true&etiqueta=becas").text();
        assertThat(events)
                .contains("<time datetime=\"2026-03-03\">3 mar</time>", "Aula 3", "href=\"/agenda?etiqueta=Becas\"");
        assertThat(reader().get("/insertar?campus=MED&lang=en").text())
                .contains("<html lang=\"en\">", "href=\"/?campus=MED&amp;lang=en\"", "Facultad de Medicina");
        assertThat(reader().get("/insertar?campus=NADA").status()).isEqualTo(404);
    }

    @Test
    void noticeAppearsAndExpiresOnTheSecond() {
        publish("Becas", "publicada", "2026-03-02T09:00:10Z", "caduca", "2026-03-02T09:00:20Z");

        clock.advance(Duration.ofSeconds(9));
        assertThat(shown("")).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(shown("")).containsExactly("Becas");
        clock.advance(Duration.ofSeconds(9));
        assertThat(shown("")).containsExactly("Becas");
        clock.advance(Duration.ofSeconds(1));
        assertThat(shown("")).isEmpty();
        assertThat(reader().get("/insertar").text()).contains("Ahora no hay noticias.", "Todas las noticias");
    }

    @Test
    void eventLeavesWhenItEnds() {
        publish("Charla", "empieza", "2026-03-02T10:00:00+01:00", "termina", "2026-03-02T11:00:00+01:00");

        assertThat(shown("?evento=true")).containsExactly("Charla");
        clock.advance(Duration.ofHours(1));
        assertThat(shown("?evento=true")).isEmpty();
        assertThat(shown("")).containsExactly("Charla");
    }

    @Test
    void textIsEscapedAndLinksOpenOutsideOfTheFrame() {
        publish("<img src=x onerror=alert(1)> & ]]>", "idioma", "en", "etiquetas", List.of("<b>\"&"));

        var html = reader().get("/insertar?etiqueta=%3Cb%3E%22%26").text();

        assertThat(html)
                .contains("&lt;img src=x onerror=alert(1)&gt; &amp; ]]&gt;</a>", "lang=\"en\"")
                .doesNotContain("<img", "<b>");
        assertThat(Pattern.compile("<a ").matcher(html).results())
                .hasSameSizeAs(Pattern.compile("<a [^>]*target=\"_blank\" rel=\"noopener\"")
                        .matcher(html)
                        .results()
                        .toList());
    }

    @Test
    void personWithAnAccountSeesWhatReadersSee() {
        publish("Becas");

        var answer = signedIn("luis", Role.EDITOR, "UGR").get("/insertar");

        assertThat(answer.text()).isEqualTo(reader().get("/insertar").text());
        assertThat(answer.header("Cache-Control")).isEqualTo("private, no-store");
    }

    private List<String> shown(String query) {
        return titles(reader().get("/insertar" + query).text());
    }

    private static List<String> titles(String html) {
        return Pattern.compile("<li><a [^>]*>([^<]*)</a>")
                .matcher(html)
                .results()
                .map(title -> title.group(1))
                .toList();
    }

    private String publish(String title, Object... members) {
        var notice = notice(members);
        notice.put("titulo", title);
        Exchange answer = administrator().post("/api/news", notice);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asText();
    }
}
