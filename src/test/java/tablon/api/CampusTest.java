package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tablon.testing.BoardTest;

class CampusTest extends BoardTest {

    @Test
    void campusesAreListedByCode() {
        assertThat(reader().get("/api/campuses").text())
                .isEqualTo("[{\"codigo\":\"MED\",\"nombre\":\"Facultad de Medicina\",\"edicioncompartida\":false},"
                        + "{\"codigo\":\"UGR\",\"nombre\":\"Universidad de Granada\",\"edicioncompartida\":false}]");
    }

    @Test
    void putCreatesAndThenRenames() {
        var created = administrator().put("/api/campuses/Cádiz-2", "{\"nombre\":\" Cádiz \"}".replace("á", "\\u00e1"));
        var renamed = administrator().put("/api/campuses/CÁDIZ-2", "{\"nombre\":\"Puerto Real\"}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).endsWith("/api/campuses/C%C3%A1diz-2");
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.text())
                .isEqualTo("{\"codigo\":\"Cádiz-2\",\"nombre\":\"Puerto Real\",\"edicioncompartida\":false}");
        assertThat(reader().get("/api/campuses/c%C3%A1diz-2").text()).isEqualTo(renamed.text());
    }

    @Test
    void invalidCodeAndNameAreReported() {
        var answer = administrator().put("/api/campuses/a%20b", "{\"nombre\":\"\",\"codigo\":\"x\",\"ciudad\":1}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(WriteNoticeTest.pointers(answer)).contains("/codigo", "/nombre", "/ciudad");
        assertThat(administrator()
                        .put("/api/campuses/" + "x".repeat(33), "{\"nombre\":\"x\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void codeIgnoresTheNormalizationForm() {
        var decomposed = "n%CC%83-1";
        var created = administrator().put("/api/campuses/" + decomposed, "{\"nombre\":\"Eñe\",\"codigo\":\"Ñ-1\"}");
        var posted = administrator().post("/api/news", notice("titulo", "En la eñe", "campus", "N\u0303-1"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("codigo").asText()).isEqualTo("\u00f1-1");
        assertThat(posted.json().path("campus").asText()).isEqualTo("\u00f1-1");
        for (var code : List.of(decomposed, "N%CC%83-1", "%C3%B1-1", "%C3%91-1")) {
            assertThat(reader().get("/api/campuses/" + code).json()).isEqualTo(created.json());
            assertThat(ListNoticesTest.titles(reader().get("/api/news?campus=" + code)))
                    .containsExactly("En la eñe");
            assertThat(reader().with("Accept", "text/html")
                            .get("/?campus=" + code)
                            .text())
                    .contains("En la eñe");
        }

        administrator().with("If-Match", "*").delete(posted.header("Location"));

        assertThat(administrator().delete("/api/campuses/" + decomposed).status())
                .isEqualTo(204);
        assertThat(reader().get("/api/campuses/%C3%B1-1").status()).isEqualTo(404);
    }

    @Test
    void invalidCodeIsNotFound() {
        var code = "e" + "%CC%81".repeat(300);

        assertThat(reader().get("/api/campuses/" + code).status()).isEqualTo(404);
        assertThat(reader().get("/api/news?campus=" + code).status()).isEqualTo(404);
        assertThat(administrator().delete("/api/campuses/" + code).status()).isEqualTo(404);
        assertThat(administrator()
                        .put("/api/campuses/" + code, "{\"nombre\":\"x\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void campusWithNoticesCannotBeDeleted() {
        var posted = administrator().post("/api/news", notice());

        assertThat(administrator().delete("/api/campuses/ugr").status()).isEqualTo(409);
        administrator().with("If-Match", "*").delete(posted.header("Location"));
        assertThat(administrator().delete("/api/campuses/ugr").status()).isEqualTo(204);
        assertThat(administrator().delete("/api/campuses/ugr").status()).isEqualTo(404);
        assertThat(reader().get("/api/campuses/ugr").status()).isEqualTo(404);
    }
}
