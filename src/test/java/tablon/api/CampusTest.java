package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tablon.testing.BoardTest;

class CampusTest extends BoardTest {

    @Test
    void campusesAreListedByCode() {
        assertThat(reader().get("/api/campuses").text())
                .isEqualTo("[{\"codigo\":\"MED\",\"nombre\":\"Facultad de Medicina\"},"
                        + "{\"codigo\":\"UGR\",\"nombre\":\"Universidad de Granada\"}]");
    }

    @Test
    void puttingCreatesAndThenRenames() {
        var created = administrator().put("/api/campuses/Cádiz-2", "{\"nombre\":\" Cádiz \"}".replace("á", "\\u00e1"));
        var renamed = administrator().put("/api/campuses/CÁDIZ-2", "{\"nombre\":\"Puerto Real\"}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).endsWith("/api/campuses/C%C3%A1diz-2");
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.text()).isEqualTo("{\"codigo\":\"Cádiz-2\",\"nombre\":\"Puerto Real\"}");
        assertThat(reader().get("/api/campuses/c%C3%A1diz-2").text()).isEqualTo(renamed.text());
    }

    @Test
    void aWrongCodeOrNameIsNamed() {
        var answer = administrator().put("/api/campuses/a%20b", "{\"nombre\":\"\",\"codigo\":\"x\",\"ciudad\":1}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(WriteNewsTest.pointers(answer)).contains("/codigo", "/nombre", "/ciudad");
        assertThat(administrator()
                        .put("/api/campuses/" + "x".repeat(33), "{\"nombre\":\"x\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aCampusWithNewsStays() {
        var posted = administrator().post("/api/news", news());

        assertThat(administrator().delete("/api/campuses/ugr").status()).isEqualTo(409);
        administrator().with("If-Match", "*").delete(posted.header("Location"));
        assertThat(administrator().delete("/api/campuses/ugr").status()).isEqualTo(204);
        assertThat(administrator().delete("/api/campuses/ugr").status()).isEqualTo(404);
        assertThat(reader().get("/api/campuses/ugr").status()).isEqualTo(404);
    }
}
