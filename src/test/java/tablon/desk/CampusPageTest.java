package tablon.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Client;
import tablon.testing.TestAccounts;

class CampusPageTest extends BoardTest {
    private Client ana = reader();

    @BeforeEach
    void signIn() {
        ana = signedIn("ana", Role.ADMINISTRATOR);
    }

    @Test
    void campusIsAdded() {
        var answer = ana.submit("/campus", "codigo", "Cádiz", "nombre", "Campus de Cádiz", "edicioncompartida", "true");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(reader().get("/api/campuses/c%C3%A1diz").text())
                .isEqualTo("{\"codigo\":\"Cádiz\",\"nombre\":\"Campus de Cádiz\",\"edicioncompartida\":true}");
        assertThat(ana.get("/campus?hecho=campus-added").text())
                .contains("El campus se ha añadido.", "href=\"/campus/C%C3%A1diz\"");
    }

    @Test
    void existingCampusIsNotReplaced() {
        var answer = ana.submit("/campus", "codigo", "ugr", "nombre", "Otra");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("Ya existe un campus con este código.", "value=\"Otra\"");
        assertThat(reader().get("/api/campuses/ugr").text()).contains("Universidad de Granada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a,b", "../x", "<b>", "123456789012345678901234567890123"})
    void invalidCodeIsRefused(String code) {
        var answer = ana.submit("/campus", "codigo", code, "nombre", "Otra");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("href=\"#codigo\"");
    }

    @Test
    void campusIsRenamedAndShared() {
        var renamed = ana.submit("/campus/UGR", "accion", "guardar", "nombre", "Granada", "edicioncompartida", "true");

        assertThat(renamed.status()).isEqualTo(303);
        assertThat(ana.get("/campus/ugr").text())
                .contains("value=\"Granada\"")
                .containsPattern("name=\"edicioncompartida\" value=\"true\" checked");
        ana.submit("/campus/UGR", "accion", "guardar", "nombre", "Granada");
        assertThat(reader().get("/api/campuses/UGR").text()).contains("\"edicioncompartida\":false");
    }

    @Test
    void renamingByTheApiKeepsWhetherItIsShared() {
        administrator().put("/api/campuses/UGR", "{\"nombre\":\"Granada\",\"edicioncompartida\":true}");

        administrator().put("/api/campuses/UGR", "{\"nombre\":\"Universidad\"}");

        assertThat(reader().get("/api/campuses/UGR").text())
                .isEqualTo("{\"codigo\":\"UGR\",\"nombre\":\"Universidad\",\"edicioncompartida\":true}");
    }

    @Test
    void withoutModeratorsThePageDoesNotAskForThem() {
        TestAccounts.add(database(), "eva", Role.EDITOR, "UGR");

        assertThat(ana.get("/campus/UGR").text()).doesNotContain("moderadores", "Quién modera");
    }

    @Test
    void moderatorsAreNamedWithTheSameButton() {
        var luis = TestAccounts.add(database(), "luis", Role.MODERATOR);
        var mar = TestAccounts.add(database(), "mar", Role.MODERATOR);
        var zoe = TestAccounts.add(database(), "zoe", Role.MODERATOR);

        var saved = ana.submit(
                "/campus/UGR", "accion", "guardar", "nombre", "Granada", "moderadores", zoe, "moderadores", mar);

        assertThat(saved.status()).isEqualTo(303);
        assertThat(moderators()).containsExactly("mar", "zoe");
        assertThat(ana.get("/campus/UGR").text())
                .contains("value=\"Granada\"", "Quién modera este campus", "Si no marca a nadie")
                .containsSubsequence(
                        "value=\"" + mar + "\" checked",
                        "value=\"" + zoe + "\" checked",
                        "value=\"" + luis + "\" aria");
        ana.submit("/campus/UGR", "accion", "guardar", "nombre", "Granada");
        assertThat(moderators()).isEmpty();
    }

    @Test
    void whoStoppedModeratingIsRefusedAndEverythingTypedStays() {
        var luis = TestAccounts.add(database(), "luis", Role.MODERATOR);
        var eva = TestAccounts.add(database(), "eva", Role.EDITOR);

        var refused =
                ana.submit("/campus/UGR", "accion", "guardar", "nombre", "", "moderadores", luis, "moderadores", eva);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains(
                        "href=\"#nombre\"",
                        "href=\"#moderadores\"",
                        "Quién modera: Esta cuenta no existe, está desactivada o no tiene el papel de moderación.",
                        "value=\"" + luis + "\" checked");
        assertThat(moderators()).isEmpty();
        assertThat(ana.submit("/campus/UGR", "accion", "guardar", "nombre", "Granada", "moderadores", eva)
                        .status())
                .isEqualTo(422);
        assertThat(reader().get("/api/campuses/UGR").text()).contains("Universidad de Granada");
    }

    @Test
    void shownNameOfAModeratorIsEscaped() {
        var luis = TestAccounts.add(database(), "luis", Role.MODERATOR);
        administrator()
                .with("If-Match", "*")
                .patch("/api/accounts/" + luis, Map.of("nombre", "<script>alert(1)</script>"));

        assertThat(ana.get("/campus/UGR").text())
                .contains("&lt;script&gt;alert")
                .doesNotContain("<script>alert");
    }

    @Test
    void pageListsAtMost200AndKeepsThoseWhoAreNamed() {
        for (int i = 100; i < 301; i++) {
            TestAccounts.add(database(), "m" + i, Role.MODERATOR);
        }
        var zoe = TestAccounts.add(database(), "zoe", Role.MODERATOR);
        administrator().put("/api/campuses/UGR/moderators", Map.of("moderadores", List.of(zoe)));

        var page = ana.get("/campus/UGR").text();

        assertThat(page.split("name=\"moderadores\"", -1)).hasSize(201);
        assertThat(page).contains("value=\"" + zoe + "\" checked");
    }

    @Test
    void longNameIsRefused() {
        assertThat(ana.submit("/campus/UGR", "accion", "guardar", "nombre", "x".repeat(10_000))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void campusWithNoticesIsNotDeletedAndThePageSaysWhy() {
        administrator().post("/api/news", notice());

        var refused = ana.submit("/campus/UGR", "accion", "eliminar");
        var deleted = ana.submit("/campus/MED", "accion", "eliminar");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("todavía tiene noticias");
        assertThat(deleted.status()).isEqualTo(303);
        assertThat(ana.get("/campus/MED").status()).isEqualTo(404);
    }

    private List<String> moderators() {
        return administrator().get("/api/campuses/UGR/moderators").json().findValuesAsText("usuario");
    }
}
