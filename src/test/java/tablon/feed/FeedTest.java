package tablon.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndLink;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Exchange;

class FeedTest extends BoardTest {
    private static final List<String> FEEDS = List.of("/feed.atom", "/feed.rss", "/feed.json", "/feed/concerto.json");
    private static final List<String> XML = List.of("/feed.atom", "/feed.rss");
    private static final List<String> PAGED = List.of("/feed.atom", "/feed.rss", "/feed.json");
    private static final List<String> HOSTILE = List.of(
            "]]>",
            "&amp; & <script>alert(1)</script>",
            "<![CDATA[x]]><!-- -->",
            "👩‍🎓 \uD83C\uDF89 fiesta",
            "שלום עולם \u202Eعربي\u202C",
            "?",
            "\"'`{{0}}${x}",
            "%s %00 &#0; &#x1F; \\u0000",
            "😀".repeat(200));

    @Test
    void atomHasTheWholeNotice() throws Exception {
        var id = post(
                "titulo", "Becas", "descripcion", "Hasta el *lunes*.", "idioma", "en", "etiquetas", List.of("Ayudas"));

        var feed = parse(reader().get("/feed.atom"));

        assertThat(feed.getFeedType()).isEqualTo("atom_1.0");
        assertThat(feed.getTitle()).isEqualTo("Tablón");
        assertThat(feed.getAuthors()).extracting("name").containsExactly("Tablón");
        assertThat(reader().get("/feed.atom").text())
                .contains("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"es\">", "<entry xml:lang=\"en\">");
        var entry = feed.getEntries().get(0);
        assertThat(entry.getUri()).isEqualTo("urn:uuid:" + id);
        assertThat(entry.getTitle()).isEqualTo("Becas");
        assertThat(entry.getLink()).isEqualTo(getBaseUri() + "noticias/" + id);
        assertThat(entry.getAuthor()).isEqualTo("Tablón");
        assertThat(entry.getPublishedDate()).isEqualTo(clock.instant());
        assertThat(entry.getUpdatedDate()).isEqualTo(clock.instant());
        assertThat(entry.getContents()).extracting(SyndContent::getType).containsExactly("html");
        assertThat(html(entry)).isEqualTo("<p>Hasta el <em>lunes</em>.</p>\n");
        assertThat(entry.getCategories()).extracting(SyndCategory::getName).containsExactly("UGR", "Ayudas");
        assertThat(entry.getCategories()).extracting(SyndCategory::getLabel).contains("Universidad de Granada");
    }

    @Test
    void rssHasTheWholeNotice() throws Exception {
        var id = post("titulo", "Becas", "etiquetas", List.of("Ayudas"));

        var feed = parse(reader().get("/feed.rss"));

        assertThat(feed.getFeedType()).isEqualTo("rss_2.0");
        assertThat(feed.getLanguage()).isEqualTo("es");
        assertThat(feed.getDescription()).isEqualTo("Noticias de Tablón");
        var entry = feed.getEntries().get(0);
        assertThat(entry.getUri()).isEqualTo("urn:uuid:" + id);
        assertThat(entry.getAuthor()).isEqualTo("Tablón");
        assertThat(html(entry)).isEqualTo("<p>Se abre el <em>lunes</em>.</p>\n");
        assertThat(entry.getPublishedDate()).isEqualTo(clock.instant());
        assertThat(entry.getCategories())
                .extracting(SyndCategory::getName)
                .containsExactly("Universidad de Granada", "Ayudas");
        assertThat(reader().get("/feed.rss").text()).contains("<guid isPermaLink=\"false\">urn:uuid:" + id + "</guid>");
    }

    @Test
    void jsonFeedHasTheWholeNotice() {
        var id = post("titulo", "Becas", "etiquetas", List.of("Ayudas"), "idioma", "en");

        var answer = reader().get("/feed.json");

        assertThat(answer.header("Content-Type")).isEqualTo("application/feed+json");
        var feed = answer.json();
        assertThat(feed.path("version").asText()).isEqualTo("https://jsonfeed.org/version/1.1");
        assertThat(feed.path("title").asText()).isEqualTo("Tablón");
        assertThat(feed.path("language").asText()).isEqualTo("es");
        assertThat(feed.path("home_page_url").asText()).isEqualTo(getBaseUri().toString());
        assertThat(feed.path("feed_url").asText()).isEqualTo(getBaseUri() + "feed.json");
        assertThat(feed.path("authors").path(0).path("name").asText()).isEqualTo("Tablón");
        assertThat(feed.has("next_url")).isFalse();
        var item = feed.path("items").path(0);
        assertThat(item.path("id").isTextual()).isTrue();
        assertThat(item.path("id").asText()).isEqualTo("urn:uuid:" + id);
        assertThat(item.path("url").asText()).isEqualTo(getBaseUri() + "noticias/" + id);
        assertThat(item.path("content_html").asText()).contains("<em>lunes</em>");
        assertThat(item.path("language").asText()).isEqualTo("en");
        assertThat(item.path("date_published").asText()).isEqualTo("2026-03-02T09:00:00.000Z");
        assertThat(item.path("date_modified").asText()).isEqualTo("2026-03-02T09:00:00.000Z");
        assertThat(item.path("tags")).extracting(JsonNode::asText).containsExactly("Universidad de Granada", "Ayudas");
    }

    @Test
    void entriesNameTheirAuthor() throws Exception {
        var posted = signedIn("ana", Role.EDITOR, "UGR")
                .with("Sec-Fetch-Site", "same-origin")
                .post("/api/news", notice());
        var name = posted.json().path("autor").asText();
        assertThat(name).as(posted.text()).isNotEmpty();

        for (var path : XML) {
            assertThat(parse(reader().get(path)).getEntries().get(0).getAuthor())
                    .as(path)
                    .isEqualTo(name);
        }
        var item = reader().get("/feed.json").json().path("items").path(0);
        assertThat(item.path("authors").path(0).path("name").asText()).isEqualTo(name);
    }

    @Test
    void hostileTitlesSurviveExactly() throws Exception {
        for (var title : HOSTILE) {
            post("titulo", title, "descripcion", title);
        }

        for (var path : XML) {
            assertThat(parse(reader().get(path)).getEntries())
                    .as(path)
                    .extracting(SyndEntry::getTitle)
                    .containsExactlyInAnyOrderElementsOf(HOSTILE);
        }
        assertThat(reader().get("/feed.json").json().path("items"))
                .extracting(item -> item.path("title").asText())
                .containsExactlyInAnyOrderElementsOf(HOSTILE);
        for (var path : XML) {
            assertThat(reader().get(path).text()).as(path).doesNotContain("<script");
        }
        assertThat(reader().get("/feed.json").json().findValuesAsText("content_html"))
                .noneMatch(html -> html.contains("<script"));
        assertThat(reader().get("/feed/concerto.json").json().findValuesAsText("text"))
                .anyMatch(html -> html.startsWith("<h1>]]&gt;</h1>"))
                .noneMatch(html -> html.contains("<script"));
    }

    @Test
    void searchWithCharactersThatXmlCannotHoldIsValid() throws Exception {
        for (var path : XML) {
            for (var search : List.of("a%00b", "x%0Cy", "%EF%BF%BF", "%ED%A0%80", "]]%3E%26%3C")) {
                assertThat(parse(reader().get(path + "?q=" + search)).getTitle())
                        .startsWith("Tablón · «");
                assertThat(parse(reader().get(path + "?etiqueta=" + search)).getTitle())
                        .startsWith("Tablón · ");
            }
        }
    }

    @Test
    void pinDoesNotChangeUpdatedAndAnEditDoes() throws Exception {
        var id = post();
        var before = parse(reader().get("/feed.atom")).getEntries().get(0).getUpdatedDate();
        clock.advance(Duration.ofHours(1));

        change(id, Map.of("fijada", true, "caduca", "2027-01-01T00:00:00Z"));
        var pinned = parse(reader().get("/feed.atom")).getEntries().get(0).getUpdatedDate();
        change(id, Map.of("descripcion", "Otra."));
        var edited = parse(reader().get("/feed.atom")).getEntries().get(0);

        assertThat(pinned).isEqualTo(before);
        assertThat(edited.getUpdatedDate()).isEqualTo(clock.instant());
        assertThat(edited.getPublishedDate()).isEqualTo(before);
    }

    @Test
    void readerThatKeysByIdHasNoDuplicateAfterManyEdits() throws Exception {
        var id = post();
        var read = new HashMap<String, Map<String, String>>();

        for (int i = 1; i <= 100; i++) {
            clock.advance(Duration.ofMinutes(1));
            change(id, Map.of("titulo", "Cambio " + i, "fijada", i % 2 == 0));
            if (i % 10 == 0) {
                for (var path : XML) {
                    for (var entry : parse(reader().get(path)).getEntries()) {
                        read.computeIfAbsent(path, feed -> new HashMap<>()).put(entry.getUri(), entry.getTitle());
                    }
                }
                reader().get("/feed.json").json().path("items").forEach(item -> read.computeIfAbsent(
                                "/feed.json", feed -> new HashMap<>())
                        .put(item.path("id").asText(), item.path("title").asText()));
            }
        }

        assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(PAGED);
        assertThat(read.values())
                .allSatisfy(titles -> assertThat(titles).containsExactly(Map.entry("urn:uuid:" + id, "Cambio 100")));
    }

    @Test
    void languageOfTheClientChangesNothing() {
        post();

        for (var path : FEEDS) {
            var spanish = reader().with("Accept-Language", "es").get(path);
            var english = reader().with("Accept-Language", "en").get(path + "?lang=en");

            assertThat(english.text()).isEqualTo(spanish.text());
            assertThat(spanish.header("Vary")).isEqualTo("Accept-Encoding");
        }
    }

    @Test
    void anotherHostChangesOnlyAddresses() throws Exception {
        post("titulo", "Becas");

        for (var path : FEEDS) {
            var other = getWithHost("otro.example.org", path);

            assertThat(other)
                    .as(path)
                    .contains("Becas")
                    .doesNotContain("localhost")
                    .endsWith("\r\n\r\n"
                            + reader().get(path).text().replace(getBaseUri().getAuthority(), "otro.example.org"));
        }
    }

    @Test
    void noAcceptHeaderIsRefused() {
        for (var path : FEEDS) {
            var type = reader().get(path).header("Content-Type");
            for (var accept : List.of("image/png", "text/html", "nonsense/x;q=0", "application/json")) {
                var answer = reader().with("Accept", accept).get(path);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("Content-Type")).isEqualTo(type);
            }
        }
    }

    @Test
    void pagesReachTheEnd() throws Exception {
        var all = publish(250);

        for (var path : XML) {
            var found = new ArrayList<String>();
            var links = new ArrayList<String>();
            var next = Optional.of(path);
            while (next.isPresent()) {
                links.add(next.get());
                var feed = parse(reader().get(next.get()));
                feed.getEntries().forEach(entry -> found.add(entry.getUri().replace("urn:uuid:", "")));
                assertThat(feed.getEntries()).hasSizeLessThanOrEqualTo(20);
                assertThat(reader().get(next.get()).text())
                        .contains("rel=\"first\" type=\"application/" + path.substring(6) + "+xml\" href=\""
                                + getBaseUri().resolve(path) + "\"");
                next = link(reader().get(next.get()), "next");
            }

            assertThat(found).as(path).containsExactlyElementsOf(all);
            assertThat(links).hasSize(13);
            // back from the third page to the second one
            assertThat(link(reader().get(links.get(2)), "self")).contains(links.get(2));
            var previous = link(reader().get(links.get(2)), "previous").orElseThrow();
            assertThat(ids(parse(reader().get(previous)))).isEqualTo(ids(parse(reader().get(links.get(1)))));
            assertThat(link(reader().get(links.get(0)), "previous")).isEmpty();
        }
        assertThat(jsonIds("/feed.json")).containsExactlyElementsOf(all);
        assertThat(reader().get("/feed/concerto.json").json()).hasSize(100);
    }

    @Test
    void pageIsCutBeforeItIsTooLarge() throws Exception {
        var rows = "|a|b|\n|-|-|\n|1|2|\n\n".repeat(900);
        var posted = new ArrayList<String>();
        for (int i = 0; i < 12; i++) {
            posted.add(0, post("descripcion", rows));
            clock.advance(Duration.ofSeconds(1));
        }

        for (var path : FEEDS) {
            assertThat(reader().get(path).response().body().length).isBetween(500_000, 2 * 1_024 * 1_024);
        }
        assertThat(jsonIds("/feed.json")).containsExactlyElementsOf(posted);
    }

    @Test
    void cursorThatIsInvalidOrOutdatedGivesTheFirstPage() {
        post();
        for (var path : PAGED) {
            var first = reader().get(path).text();

            assertThat(reader().get(path + "?cursor=x").text()).isEqualTo(first);
            assertThat(reader().get(path + "?cursor=&otro=1").text()).isEqualTo(first);
            assertThat(reader().get(path + "?cursor=AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
                            .text())
                    .isEqualTo(first);
        }
    }

    @Test
    void datesAreEnglishInEveryLocale() {
        post("publicada", "2026-01-07T08:05:09Z");
        var locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

            assertThat(reader().get("/feed.rss").text()).contains("<pubDate>Wed, 7 Jan 2026 08:05:09 GMT</pubDate>");
        } finally {
            Locale.setDefault(locale);
        }
    }

    @Test
    void onlyVisibleNoticesAreListed() {
        var visible = post("titulo", "Visible", "caduca", "2026-03-02T12:00:00Z");
        post("titulo", "Programada", "publicada", "2026-03-02T10:00:00Z");
        post("titulo", "Caducada", "publicada", "2026-03-01T08:00:00Z", "caduca", "2026-03-02T08:00:00Z");
        var withdrawn = post("titulo", "Retirada");
        administrator().with("If-Match", "*").delete("/api/news/" + withdrawn);
        var hidden = post("titulo", "Oculta");
        var hiding = administrator()
                .with("If-Match", "*")
                .put("/api/news/" + hidden + "/hiding", Map.of("motivo", "No procede."));
        assertThat(hiding.status()).as(hiding.text()).isLessThan(300);
        var member = signedIn("eva", Role.MEMBER, "UGR").with("Sec-Fetch-Site", "same-origin");
        assertThat(member.post("/api/news", notice("titulo", "Propuesta")).status())
                .isIn(201, 202);

        for (var path : FEEDS) {
            assertThat(reader().get(path).text())
                    .as(path)
                    .contains("Visible", visible)
                    .doesNotContain("Programada", "Caducada", "Retirada", "Oculta", "Propuesta");
        }
        clock.advance(Duration.ofHours(1));
        for (var path : FEEDS) {
            assertThat(reader().get(path).text()).as(path).contains("Visible", "Programada");
        }
        clock.advance(Duration.ofHours(2));
        for (var path : FEEDS) {
            assertThat(reader().get(path).text())
                    .as(path)
                    .doesNotContain("Visible")
                    .contains("Programada");
        }
    }

    @Test
    void cachedHeadAndConditionalAnswersMatch() throws Exception {
        post("descripcion", "Algo. ".repeat(200).strip());

        for (var path : FEEDS) {
            var original = reader().get(path);
            update("Cambiado a espaldas de la caché");
            var cached = reader().get(path);
            var head = reader().send("HEAD", path, new byte[0]);
            var same = reader().with("If-None-Match", original.header("ETag")).get(path);
            var zipped = reader().with("Accept-Encoding", "gzip").get(path);

            assertThat(cached.text()).isEqualTo(original.text());
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("ETag")).isEqualTo(original.header("ETag"));
            assertThat(head.header("Content-Length")).isEqualTo(original.header("Content-Length"));
            assertThat(same.status()).isEqualTo(304);
            assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
            assertThat(original.header("Cache-Control")).isEqualTo("no-cache");
        }
    }

    @Test
    void filtersCompose() {
        var both = post("titulo", "Charla", "etiquetas", List.of("Ciencia"), "empieza", "2026-03-05");
        post("titulo", "Charla", "etiquetas", List.of("Ciencia"));
        post("titulo", "Charla", "etiquetas", List.of("Arte"), "empieza", "2026-03-05");
        post("titulo", "Visita", "etiquetas", List.of("Ciencia"), "empieza", "2026-03-05");
        post("titulo", "Charla", "etiquetas", List.of("Ciencia"), "empieza", "2026-03-05", "campus", "MED");

        for (var path : FEEDS) {
            var text = reader().get(path + "?campus=ugr&etiqueta=CIENCIA&q=charla&evento=true")
                    .text();
            assertThat(ids(text)).as(path).containsExactly(both);
        }
        var feed = reader().get("/feed.json?campus=ugr&etiqueta=CIENCIA&q=charla&evento=true")
                .json();
        assertThat(feed.path("title").asText())
                .isEqualTo("Tablón · Universidad de Granada · Ciencia · «charla» · Eventos");
        assertThat(feed.path("feed_url").asText())
                .isEqualTo(getBaseUri() + "feed.json?campus=UGR&etiqueta=Ciencia&q=charla&evento=true");
        assertThat(feed.path("home_page_url").asText())
                .isEqualTo(getBaseUri() + "?campus=UGR&etiqueta=Ciencia&q=charla&evento=true");
    }

    @Test
    void invalidFiltersAreRefused() {
        for (var path : FEEDS) {
            assertThat(reader().get(path + "?campus=NADA").status()).isEqualTo(404);
            assertThat(reader().get(path + "?q=" + "a".repeat(201)).status()).isEqualTo(400);
        }
    }

    @Test
    void feedOfAnUnknownLabelIsEmptyAndValid() throws Exception {
        post();

        for (var path : XML) {
            var feed = parse(reader().get(path + "?etiqueta=Nada"));
            assertThat(feed.getEntries()).isEmpty();
            assertThat(feed.getTitle()).isEqualTo("Tablón · Nada");
        }
        assertThat(parse(reader().get("/feed.atom?etiqueta=Nada")).getUri()).startsWith("urn:uuid:");
        assertThat(reader().get("/feed.json?etiqueta=Nada").json().path("items").isArray())
                .isTrue();
        assertThat(reader().get("/feed/concerto.json?etiqueta=Nada").text()).isEqualTo("[]");
    }

    @Test
    void idOfAFeedDependsOnTheBoardAndTheFilter() throws Exception {
        post();
        var whole = parse(reader().get("/feed.atom")).getUri();
        post();

        assertThat(parse(reader().get("/feed.atom?cursor=x&otro=1")).getUri()).isEqualTo(whole);
        assertThat(parse(reader().get("/feed.atom?campus=UGR")).getUri())
                .isNotEqualTo(whole)
                .isEqualTo(parse(reader().get("/feed.atom?campus=ugr")).getUri());
        try (var connection = database().getConnection();
                var statement = connection.createStatement()) {
            // as on another board
            statement.execute("update journal set stamp = stamp + 1");
        }
        administrator().put("/api/campuses/UGR", "{\"nombre\":\"Granada\"}");
        assertThat(parse(reader().get("/feed.atom")).getUri()).isNotEqualTo(whole);
    }

    @Test
    void eventSaysWhenAndWhere() throws Exception {
        var days = post(
                "titulo", "Jornadas", "empieza", "2026-03-05", "termina", "2026-03-07", "lugar", "Aula <1>\nPatio");
        var hours = post(
                "titulo",
                "Charla",
                "empieza",
                "2026-03-05T17:00:00Z",
                "termina",
                "2026-03-05T18:30:00Z",
                "idioma",
                "en");
        var night = post("titulo", "Noche", "empieza", "2026-03-05T21:00:00Z", "termina", "2026-03-06T01:00:00Z");
        var day = post("titulo", "Fiesta", "empieza", "2026-03-05");

        var html = new HashMap<String, String>();
        parse(reader().get("/feed.atom"))
                .getEntries()
                .forEach(entry -> html.put(entry.getUri().replace("urn:uuid:", ""), html(entry)));

        assertThat(html.get(days))
                .startsWith("<p><strong>Cuándo:</strong> del 5 al 7 de marzo de 2026<br>"
                        + "<strong>Dónde:</strong> Aula &lt;1&gt;, Patio</p>\n<p>Se abre");
        assertThat(html.get(hours))
                .startsWith("<p lang=\"es\"><strong>Cuándo:</strong> jueves, 5 de marzo de 2026, 18:00–19:30 (hora");
        assertThat(html.get(night)).contains("jueves, 5 de marzo de 2026, 22:00 – viernes, 6 de marzo de 2026, 2:00 (");
        assertThat(html.get(day)).startsWith("<p><strong>Cuándo:</strong> jueves, 5 de marzo de 2026</p>\n");
    }

    @Test
    void relativeLinksBecomeAbsolute() throws Exception {
        var id = post(
                "descripcion",
                "[a](/x?y=1&z=2) [b](otra) [c](?q=1) [d](#e) [e](//example.org/f) [g](https://example.org/g)"
                        + " [h](mailto:a@example.org) [i](<a href=\"k>) `<a href=\"x\">`");

        var html = html(parse(reader().get("/feed.atom")).getEntries().get(0));

        var links = Pattern.compile("<a href=\"([^\"]*)\"")
                .matcher(html)
                .results()
                .map(link -> link.group(1)
                        .replace("&amp;", "&")
                        .replace("&#61;", "=")
                        .replace("&#64;", "@"))
                .toList();
        assertThat(links)
                .startsWith(
                        getBaseUri() + "x?y=1&z=2",
                        getBaseUri() + "noticias/otra",
                        getBaseUri() + "noticias/" + id + "?q=1",
                        getBaseUri() + "noticias/" + id + "#e",
                        "http://example.org/f",
                        "https://example.org/g",
                        "mailto:a@example.org")
                .allSatisfy(link -> assertThat(link).matches("(https?://|mailto:).*"));
    }

    @Test
    void concertoGetsUniqueAndStableNames() {
        var first = post("titulo", "Becas", "caduca", "2026-04-01T00:00:00Z");
        var second = post("titulo", "Becas");
        var before = concertoName(second);

        administrator().with("If-Match", "*").delete("/api/news/" + first);
        post("titulo", "Becas");

        var items = reader().get("/feed/concerto.json").json();
        assertThat(items).extracting(item -> item.path("name").asText()).doesNotHaveDuplicates();
        assertThat(concertoName(second)).isEqualTo(before).startsWith("Becas");
        assertThat(items.path(0).path("type").asText()).isEqualTo("RichText");
        assertThat(items.path(0).path("render_as").asText()).isEqualTo("html");
        assertThat(items.path(0).path("text").asText())
                .isEqualTo("<h1>Becas</h1>\n<p>Se abre el <em>lunes</em>.</p>\n");
    }

    @Test
    void concertoShowsANoticeFromItsPublicationToItsExpiry() {
        post("caduca", "2026-04-01T00:00:00+02:00");
        clock.advance(Duration.ofSeconds(1));
        post();

        var items = reader().get("/feed/concerto.json").json();

        assertThat(items.path(0).path("start_time").asText()).isEqualTo("2026-03-02T09:00:01.000Z");
        assertThat(items.path(0).has("end_time")).isFalse();
        assertThat(items.path(1).path("end_time").asText()).isEqualTo("2026-03-31T22:00:00.000Z");
    }

    private String post(Object... members) {
        var answer = administrator().post("/api/news", notice(members));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    private void change(String id, Map<String, Object> members) {
        var answer = administrator().with("If-Match", "*").patch("/api/news/" + id, members);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** Publishes notices at different times. Returns their ids, the newest first, as the API lists them. */
    private List<String> publish(int count) {
        for (int i = 0; i < count; i++) {
            post(
                    "publicada",
                    Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i / 3).toString(),
                    "fijada",
                    i % 50 == 0);
        }
        var found = new ArrayList<JsonNode>();
        var next = Optional.of("/api/news?limit=100");
        while (next.isPresent()) {
            var page = reader().get(next.get());
            page.json().forEach(found::add);
            next = page.link("next").map(Object::toString);
        }
        return found.stream()
                .sorted((a, b) -> key(b).compareTo(key(a)))
                .map(notice -> notice.path("id").asText())
                .toList();
    }

    private static String key(JsonNode notice) {
        return notice.path("publicada").asText() + notice.path("id").asText();
    }

    /** The answer to a request for another host, which {@link java.net.http.HttpClient} does not send. */
    private String getWithHost(String host, String path) throws Exception {
        try (var socket = new Socket(getBaseUri().getHost(), getBaseUri().getPort())) {
            var request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Changes all titles without a new revision, so that cached answers stay valid. */
    private void update(String title) throws Exception {
        try (var connection = database().getConnection();
                var statement = connection.prepareStatement("update news set title = ?")) {
            statement.setString(1, title);
            statement.execute();
        }
    }

    private String concertoName(String id) {
        for (var item : reader().get("/feed/concerto.json").json()) {
            if (item.path("name").asText().endsWith(id)) {
                return item.path("name").asText();
            }
        }
        throw new AssertionError(id);
    }

    private List<String> jsonIds(String path) {
        var found = new ArrayList<String>();
        var next = path;
        while (!next.isEmpty()) {
            var feed = reader().get(next).json();
            feed.path("items")
                    .forEach(item -> found.add(item.path("id").asText().replace("urn:uuid:", "")));
            assertThat(feed.path("feed_url").asText())
                    .isEqualTo(getBaseUri().resolve(path).toString());
            next = feed.path("next_url").asText();
        }
        return found;
    }

    private static List<String> ids(SyndFeed feed) {
        return feed.getEntries().stream().map(SyndEntry::getUri).toList();
    }

    private static List<String> ids(String feed) {
        return Pattern.compile("(?:urn:uuid:| · )([0-9a-f-]{36})(?:</(?:guid|id)>\\s*<(?!title>Tabl)|\")")
                .matcher(feed)
                .results()
                .map(id -> id.group(1))
                .distinct()
                .toList();
    }

    private static Optional<String> link(Exchange answer, String relation) throws Exception {
        var feed = parse(answer);
        var links = Pattern.compile("<(?:atom:)?link rel=\"" + relation + "\" type=\"[^\"]*\" href=\"([^\"]*)\"")
                .matcher(answer.text())
                .results()
                .map(link -> link.group(1).replace("&amp;", "&"))
                .toList();
        if (feed.getFeedType().startsWith("atom")) {
            assertThat(feed.getLinks().stream()
                            .filter(link -> link.getRel().equals(relation))
                            .map(SyndLink::getHref))
                    .containsExactlyElementsOf(links);
        }
        return links.stream().findFirst().map(link -> link.replaceAll("^https?://[^/]*", ""));
    }

    private static String html(SyndEntry entry) {
        return entry.getContents().isEmpty()
                ? entry.getDescription().getValue()
                : entry.getContents().get(0).getValue();
    }

    /** Parses Atom or RSS, as a feed reader does. */
    private static SyndFeed parse(Exchange answer) throws Exception {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var type = answer.header("Content-Type");
        assertThat(type).matches("(?i)application/(atom|rss)\\+xml;charset=utf-8");
        return new SyndFeedInput()
                .build(new XmlReader(new ByteArrayInputStream(answer.response().body()), type));
    }
}
