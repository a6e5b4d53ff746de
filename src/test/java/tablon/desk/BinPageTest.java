package tablon.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Client;

class BinPageTest extends BoardTest {
    private static final Pattern TITLES = Pattern.compile("<h2><a[^>]*>([^<]*)");
    private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

    @Test
    void moderatorSeesAllWithdrawnNoticesNewestFirst() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        withdraw(ana, "De Ana", "UGR");
        clock.advance(Duration.ofMinutes(1));
        withdraw(administrator(), "De Medicina", "MED");
        var mod = signedIn("mod", Role.MODERATOR);

        var page = mod.get("/papelera").text();

        assertThat(titles(page)).containsExactly("De Medicina", "De Ana");
        assertThat(page)
                .contains(
                        "Retirada el lunes, 2 de marzo de 2026, 10:00",
                        "<span dir=\"auto\">Ana</span>",
                        "Token de administración",
                        "Se puede recuperar hasta el miércoles, 1 de abril de 2026",
                        "Facultad de Medicina");
        assertThat(mod.get("/").text()).contains("href=\"/papelera\"");
    }

    @Test
    void editorSeesWhatTheyMayRestore() {
        administrator().put("/api/campuses/MED", "{\"nombre\":\"Medicina\",\"edicioncompartida\":true}");
        var ana = signedIn("ana", Role.EDITOR, "UGR", "MED");
        withdraw(ana, "Propia", "UGR");
        withdraw(ana, "Propia y compartida", "MED");
        withdraw(administrator(), "Compartida", "MED");
        withdraw(administrator(), "Ajena", "UGR");

        assertThat(titles(ana.get("/papelera").text()))
                .containsExactlyInAnyOrder("Propia", "Propia y compartida", "Compartida");
        assertThat(ana.get("/mis-noticias").text()).contains("href=\"/papelera\"");
    }

    @Test
    void buttonRestores() {
        var mod = signedIn("mod", Role.MODERATOR);
        var id = withdraw(administrator(), "Aviso", "UGR");
        assertThat(mod.get("/papelera").text()).contains("action=\"/noticias/" + id + "/restaurar\"");

        mod.submit("/noticias/" + id + "/restaurar");

        assertThat(reader().get("/api/news/" + id).status()).isEqualTo(200);
        assertThat(mod.get("/papelera").text()).contains("La papelera está vacía.");
    }

    @Test
    void longListContinues() {
        for (int i = 1; i <= 52; i++) {
            withdraw(administrator(), "Aviso " + i, "UGR");
        }
        var mod = signedIn("mod", Role.MODERATOR);

        var first = mod.get("/papelera").text();
        var next = NEXT.matcher(first);
        assertThat(next.find()).isTrue();
        var second = mod.get(next.group(1)).text();

        assertThat(titles(first)).hasSize(50).doesNotContainAnyElementsOf(titles(second));
        assertThat(titles(second)).hasSize(2);
        assertThat(mod.get("/papelera?cursor=nada").status()).isEqualTo(200);
    }

    @Test
    void noticeLeavesTheBinAfter30Days() {
        withdraw(administrator(), "Aviso", "UGR");
        var mod = signedIn("mod", Role.MODERATOR);
        clock.advance(Duration.ofDays(29));
        assertThat(titles(mod.get("/papelera").text())).hasSize(1);

        clock.advance(Duration.ofDays(1));

        assertThat(titles(mod.get("/papelera").text())).isEmpty();
    }

    @Test
    void binIsOnlyForWhoMayRestore() {
        withdraw(administrator(), "Aviso", "UGR");

        assertThat(titles(signedIn("mia", Role.MEMBER, "UGR").get("/papelera").text()))
                .isEmpty();
        var anonymous = reader().with("Accept", "text/html").get("/papelera");
        assertThat(anonymous.header("Location")).contains("/entrar");
    }

    private static String withdraw(Client client, String title, String campus) {
        var unsafe = client.with("Sec-Fetch-Site", "same-origin");
        var posted = unsafe.post("/api/news", notice("titulo", title, "campus", campus));
        var path = URI.create(posted.header("Location")).getPath();
        assertThat(unsafe.with("If-Match", "*").delete(path).status()).isEqualTo(204);
        return path.replace("/api/news/", "");
    }

    private static List<String> titles(String page) {
        return TITLES.matcher(page).results().map(found -> found.group(1)).toList();
    }
}
