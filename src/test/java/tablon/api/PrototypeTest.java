package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tablon.testing.BoardTest;

/** The requests in the prototype's documentation. */
class PrototypeTest extends BoardTest {
    private static final String ADD = """
            {
            	"titulo" : " Algo ocurre aqui",
            	"descripcion" : "Descripcion de test!",
            	"campus" : "UGR"
            }
            """;
    private static final String ID = "cef0cbf3-6458-4f13-a418-ee4d7e7505dd";
    private static final String ADD_BY_ID = ADD.replace("{", "{ \"id\": \"" + ID + "\",");
    private static final String ONLY_ID = "{\"id\": \"" + ID + "\"}";

    @Test
    void addReturnsTheStoredNotice() {
        var added = administrator().post("/news/add", ADD);

        assertThat(added.status()).isEqualTo(200);
        assertThat(added.json().fieldNames()).toIterable().containsExactly("id", "titulo", "descripcion", "campus");
        assertThat(added.json().path("titulo").asText()).isEqualTo("Algo ocurre aqui");
    }

    @Test
    void addByIdCreatesReplacesAndRecreates() {
        assertThat(administrator().post("/news/addById", ADD_BY_ID).status()).isEqualTo(200);
        var replaced = administrator().post("/news/addById", ADD_BY_ID.replace("Algo", "Nada"));
        var deleted = administrator()
                .with("Content-Type", "application/json")
                .send("DELETE", "/news/deleteById", ONLY_ID.getBytes());
        var gone = reader().post("/news/findById", ONLY_ID);
        var again = administrator().post("/news/addById", ADD_BY_ID);

        assertThat(replaced.json().path("titulo").asText()).isEqualTo("Nada ocurre aqui");
        assertThat(replaced.json().path("id").asText()).isEqualTo(ID);
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.json().isObject()).isTrue();
        assertThat(gone.status()).isEqualTo(410);
        assertThat(again.status()).isEqualTo(200);
        assertThat(reader().post("/news/findById", ONLY_ID).json()).isEqualTo(again.json());
    }

    @Test
    void errorsHaveReal4xxStatuses() {
        var unknown = "{\"id\":\"00000000-0000-4000-8000-000000000000\"}";

        assertThat(reader().post("/news/findById", unknown).status()).isEqualTo(404);
        assertThat(reader().post("/news/findById", "{").status()).isEqualTo(400);
        assertThat(reader().post("/news/findById", "{\"id\":5}").status()).isEqualTo(422);
        assertThat(administrator().post("/news/add", "{").status()).isEqualTo(400);
        assertThat(administrator().post("/news/addById", ADD).status()).isEqualTo(422);
        assertThat(administrator()
                        .with("Content-Type", "application/json")
                        .send("DELETE", "/news/deleteById", unknown.getBytes())
                        .status())
                .isEqualTo(404);
        assertThat(reader().get("/news/deleteRandom").status()).isEqualTo(404);
    }

    @Test
    void listHasFourMembersAndOnlyVisibleNotices() {
        administrator().post("/api/news", notice());
        administrator().post("/api/news", notice("publicada", "2027-01-01T00:00:00Z"));

        var list = reader().get("/news");

        assertThat(list.json()).hasSize(1);
        assertThat(list.json().get(0).fieldNames())
                .toIterable()
                .containsExactly("id", "titulo", "descripcion", "campus");
    }

    @Test
    void listIsLimitedTo1000NoticesAndLinksToTheNext() {
        for (int i = 0; i < 1_003; i++) {
            administrator().post("/news/add", ADD);
        }

        var list = reader().get("/news");
        var rest = reader().get(list.link("next").orElseThrow().toString());

        assertThat(list.json()).hasSize(1_000);
        assertThat(StreamSupport.stream(rest.json().spliterator(), false)).hasSize(3);
        assertThat(rest.link("next")).isEmpty();
    }

    @Test
    void browsersAreRedirectedToTheBoard() {
        var answer = reader().with("Accept", "text/html,*/*;q=0.8").get("/news");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo(getBaseUri().toString());
    }
}
