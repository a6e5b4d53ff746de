package tablon.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import tablon.testing.BoardTest;

class SitemapTest extends BoardTest {

    @Override
    protected Map<String, String> settings() {
        return Map.of("CAMPUSES", "UGR=Universidad de Granada,Ñ=Eñe");
    }

    @Test
    void sitemapListsBoardCampusesAndVisibleNotices() throws Exception {
        var visible = post("publicada", "2026-03-02T08:00:00Z");
        clock.advance(Duration.ofMinutes(1));
        var pinned = post("fijada", true, "publicada", "2026-03-01T08:00:00Z");
        post("publicada", "2026-03-09T08:00:00Z");
        post("caduca", "2026-03-02T10:00:00Z");
        clock.advance(Duration.ofHours(2));

        var answer = reader().get("/sitemap.xml");

        assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("application/xml;charset=utf-8");
        var base = getBaseUri().toString();
        assertThat(texts(parse(answer.response().body()), "loc"))
                .containsExactly(
                        base,
                        base + "agenda",
                        base + "etiquetas",
                        base + "seguir",
                        base + "?campus=UGR",
                        base + "?campus=%C3%91",
                        base + "noticias/" + visible,
                        base + "noticias/" + pinned);
        assertThat(texts(parse(answer.response().body()), "lastmod"))
                .containsExactly("2026-03-02T09:00:00Z", "2026-03-02T09:01:00Z");
    }

    @Test
    void scheduledNoticeWasModifiedWhenItAppeared() throws Exception {
        post("publicada", "2026-03-02T10:00:00Z");
        assertThat(texts(parse(reader().get("/sitemap.xml").response().body()), "lastmod"))
                .isEmpty();

        clock.advance(Duration.ofHours(2));

        assertThat(texts(parse(reader().get("/sitemap.xml").response().body()), "lastmod"))
                .containsExactly("2026-03-02T10:00:00Z");
    }

    @Test
    void labelsOfVisibleNoticesAreListed() throws Exception {
        post("etiquetas", List.of("Café & té"));
        post("etiquetas", List.of("Luego"), "publicada", "2026-03-09T08:00:00Z");

        assertThat(texts(parse(reader().get("/sitemap.xml").response().body()), "loc"))
                .contains(getBaseUri() + "?etiqueta=Caf%C3%A9+%26+t%C3%A9")
                .noneMatch(address -> address.contains("Luego"));
    }

    @Test
    void exactlyOnePartNeedsNoIndex() throws Exception {
        fill(1_000);

        assertThat(texts(parse(reader().get("/sitemap.xml").response().body()), "lastmod"))
                .hasSize(1_000);
    }

    @Test
    void partsListAllVisibleNoticesOnce() throws Exception {
        fill(2_100);
        post("publicada", "2026-03-02T08:00:00Z", "fijada", true);
        post("publicada", "2026-03-09T08:00:00Z");

        var index = parse(reader().get("/sitemap.xml").response().body());
        var listed = new ArrayList<String>();
        for (var part : texts(index, "loc")) {
            var body = reader().get(URI.create(part).toString()).response().body();
            assertThat(body.length).isLessThan(1_024 * 1_024);
            listed.addAll(texts(parse(body), "loc"));
        }

        assertThat(index.getDocumentElement().getLocalName()).isEqualTo("sitemapindex");
        assertThat(texts(index, "loc")).hasSize(3);
        assertThat(listed).doesNotHaveDuplicates();
        assertThat(listed.stream()
                        .filter(address -> address.contains("/noticias/"))
                        .map(address -> address.replaceAll(".*/", "")))
                .containsExactlyInAnyOrderElementsOf(visible());
        assertThat(listed).contains(getBaseUri().toString(), getBaseUri() + "agenda");
    }

    @Test
    void invalidPartIsTheFirstOne() throws Exception {
        var id = post();

        for (var part : List.of("2", "x".repeat(34), "%00", "-1")) {
            assertThat(texts(
                            parse(reader().get("/sitemap.xml?parte=" + part)
                                    .response()
                                    .body()),
                            "loc"))
                    .contains(getBaseUri().toString(), getBaseUri() + "noticias/" + id);
        }
    }

    /** The ids of all notices that the API lists. */
    private List<String> visible() {
        var ids = new ArrayList<String>();
        var next = Optional.of(URI.create("/api/news?limit=100"));
        while (next.isPresent()) {
            var answer = reader().get(next.get().toString());
            answer.json().forEach(notice -> ids.add(notice.path("id").asText()));
            next = answer.link("next");
        }
        return ids;
    }

    /** Fills the board with this number of notices. */
    private void fill(int number) throws Exception {
        post();
        try (var connection = database().getConnection();
                var insert = connection.prepareStatement("insert into news"
                        + " (id, title, description, campus, published, updated, pinned, version)"
                        + " select ?, title, description, campus, published, updated, pinned, version from news"
                        + " limit 1")) {
            for (int i = 1; i < number; i++) {
                insert.setObject(1, new UUID(1, i).toString(), java.sql.Types.OTHER);
                insert.addBatch();
            }
            connection.setAutoCommit(false);
            insert.executeBatch();
            connection.commit();
        }
    }

    @Test
    void robotsTxtNamesTheSitemap() {
        assertThat(reader().get("/robots.txt").text())
                .contains("\nSitemap: " + getBaseUri().resolve("/sitemap.xml") + "\n");
    }

    private String post(Object... members) {
        var answer = administrator().post("/api/news", notice(members));
        assertThat(answer.status()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    private static Document parse(byte[] xml) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }

    private static List<String> texts(Document document, String element) {
        var found = document.getElementsByTagNameNS("http://www.sitemaps.org/schemas/sitemap/0.9", element);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> found.item(i).getTextContent())
                .toList();
    }
}
