package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tablon.testing.BoardTest;
import tablon.testing.Exchange;

class DeprecationTest extends BoardTest {
    private static final String ID = "cef0cbf3-6458-4f13-a418-ee4d7e7505dd";
    private static final String ONLY_ID = "{\"id\":\"" + ID + "\"}";

    @Test
    void successOnEveryRouteOfThePrototypeIsMarkedAsDeprecated() {
        var answers = List.of(
                reader().get("/news"),
                reader().with("Accept", "text/html").get("/news"),
                administrator().post("/news/add", notice()),
                administrator().post("/news/addById", notice("id", ID)),
                reader().post("/news/findById", ONLY_ID),
                deleteById());

        assertThat(answers).extracting(Exchange::status).containsExactly(200, 303, 200, 200, 200, 200);
        assertThat(answers).allSatisfy(this::isMarked);
    }

    @Test
    void refusalsOfTheMethodsAreMarkedAsDeprecated() {
        var answers = List.of(
                reader().get("/news?cursor=x"),
                reader().post("/news/add", notice()),
                administrator().post("/news/add", "{}"),
                reader().post("/news/findById", ONLY_ID));

        assertThat(answers).extracting(Exchange::status).containsExactly(400, 401, 422, 404);
        assertThat(answers).allSatisfy(this::isMarked);
    }

    @Test
    void cachedAnswerIsMarkedAndKeepsItsOwnLinks() {
        var first = reader().get("/news");

        var cached = reader().get("/news");

        isMarked(cached);
        assertThat(cached.link("first")).contains(getBaseUri().resolve("/news"));
        assertThat(cached.header("Link")).isEqualTo(first.header("Link"));
    }

    @Test
    void otherRoutesAreNotDeprecated() {
        assertThat(List.of(reader().get("/api/news"), reader().get("/status"), reader().get("/")))
                .extracting(answer -> answer.header("Deprecation"))
                .containsOnly("");
    }

    private void isMarked(Exchange answer) {
        assertThat(answer.header("Deprecation")).isEqualTo("@1795824000");
        assertThat(answer.link("successor-version")).contains(getBaseUri().resolve("/api/news"));
        assertThat(answer.header("Sunset")).isEmpty();
    }

    private Exchange deleteById() {
        return administrator()
                .with("Content-Type", "application/json")
                .send("DELETE", "/news/deleteById", ONLY_ID.getBytes());
    }
}
