package tablon.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    void sitemapHasAtMostAThousandNoticesAndOneMebibyte() throws Exception {
        try (var connection = database().getConnection();
                var insert = connection.prepareStatement("insert into news"
                        + " (id, title, description, campus, published, updated, pinned, version)"
                        + " select ?, title, description, campus, published, updated, pinned, version from news"
                        + " limit 1")) {
            post();
            for (int i = 0; i < 1_000; i++) {
                insert.setObject(1, new UUID(1, i).toString(), java.sql.Types.OTHER);
                insert.addBatch();
            }
            insert.executeBatch();
        }

        var body = reader().get("/sitemap.xml").response().body();

        assertThat(texts(parse(body), "lastmod")).hasSize(1_000);
        assertThat(body.length).isLessThan(1_024 * 1_024);
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
