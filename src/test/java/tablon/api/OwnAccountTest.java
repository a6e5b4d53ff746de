package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.TestAccounts;
import tablon.testing.TestDatabase;

/** The page of one's own account. */
class OwnAccountTest extends BoardTest {
    private static final String OTHER_PASSWORD = "otra frase de paso";
    private static final String FIREFOX =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

    @Test
    void pageShowsTheAccount() {
        var page = signedIn("ana", Role.EDITOR, "UGR")
                .with("Accept-Language", "en")
                .get("/cuenta");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("User name: ana", "value=\"Ana\"", "Universidad de Granada")
                .contains("<meta name=\"robots\" content=\"noindex\">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cuenta", "/cuenta/eliminar", "/cuenta/datos", "/fichas"})
    void readerIsAskedToSignInAndTokensAreRefused(String path) {
        assertThat(reader().get(path).header("Location")).contains("/entrar?next=");
        assertThat(administrator().get(path).status()).isEqualTo(403);
    }

    @Test
    void nameAndAddressCanBeChanged() {
        var ana = signedIn("ana", Role.MEMBER);

        var answer = ana.submit("/cuenta", "accion", "guardar", "nombre", "Ana García", "correo", "ana@ugr.example");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(ana.get("/cuenta?hecho=saved").text())
                .contains("value=\"Ana García\"", "value=\"ana@ugr.example\"", "Los cambios se han guardado.");
    }

    @Test
    void faultyAddressIsKeptBesideItsFault() {
        var ana = signedIn("ana", Role.MEMBER).with("Accept-Language", "en");

        var answer = ana.submit("/cuenta", "accion", "guardar", "nombre", "Eva", "correo", "no es un correo");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text())
                .contains("value=\"no es un correo\"", "value=\"Eva\"", "href=\"#correo\"", "aria-invalid=\"true\"");
        assertThat(ana.get("/cuenta").text()).contains("value=\"Ana\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rol=administrador", "campus=MED", "activa=true", "version=9", "usuario=root", "id=1"})
    void nothingElseCanBeChanged(String member) throws Exception {
        var ana = signedIn("ana", Role.MEMBER);
        var pair = member.split("=");

        var answer = ana.submit("/cuenta", "accion", "guardar", "nombre", "Eva", pair[0], pair[1]);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(text("select role || name || username from account")).isEqualTo("miembroAnaana");
    }

    @Test
    void unknownActIsRefused() {
        assertThat(signedIn("ana", Role.MEMBER).submit("/cuenta", "accion", "x").status())
                .isEqualTo(400);
    }

    @Test
    void newPasswordEndsOtherSessionsAndRenewsThisOne() {
        var other = signedIn("ana", Role.MEMBER);
        var ana = signIn("ana", PASSWORD);

        var answer = ana.submit("/cuenta", "accion", "clave", "clave", PASSWORD, "clavenueva", OTHER_PASSWORD);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(other.get("/cuenta").status()).isEqualTo(303);
        assertThat(ana.get("/cuenta").status()).as("the old secret").isEqualTo(303);
        assertThat(reader().withCookiesOf(answer).get("/cuenta").status()).isEqualTo(200);
        assertThat(signIn("ana", OTHER_PASSWORD).get("/cuenta").status()).isEqualTo(200);
        assertThat(reader().submit("/entrar", "usuario", "ana", "clave", PASSWORD)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void wrongCurrentPasswordChangesNothing() {
        var ana = signedIn("ana", Role.MEMBER);

        var answer = ana.submit("/cuenta", "accion", "clave", "clave", "wrong", "clavenueva", OTHER_PASSWORD);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("La contraseña no es correcta.").doesNotContain("wrong", OTHER_PASSWORD);
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(ana.get("/cuenta").status()).isEqualTo(200);
        assertThat(signIn("ana", PASSWORD).get("/cuenta").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "corta", "aaaaaaaaaaaa", "1234567890"})
    void weakNewPasswordIsRefused(String password) {
        var ana = signedIn("ana", Role.MEMBER);

        var answer = ana.submit("/cuenta", "accion", "clave", "clave", PASSWORD, "clavenueva", password);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("href=\"#clavenueva\"");
        assertThat(signIn("ana", PASSWORD).get("/cuenta").status()).isEqualTo(200);
    }

    @Test
    void currentPasswordCannotBeTriedOut() {
        var ana = signedIn("ana", Role.MEMBER);
        for (int i = 0; i < 5; i++) {
            assertThat(ana.submit("/cuenta", "accion", "clave", "clave", "x" + i, "clavenueva", OTHER_PASSWORD)
                            .status())
                    .isEqualTo(422);
        }

        var locked = ana.submit("/cuenta", "accion", "clave", "clave", PASSWORD, "clavenueva", OTHER_PASSWORD);
        var deletion = ana.submit("/cuenta/eliminar", "clave", PASSWORD);

        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.header("Retry-After")).isNotEmpty();
        assertThat(deletion.status()).isEqualTo(429);
    }

    @Test
    void sessionsAreListedAndThisOneIsMarked() {
        TestAccounts.add(database(), "ana", Role.MEMBER);
        var ana = reader().withCookiesOf(
                        reader().with("User-Agent", FIREFOX).submit("/entrar", "usuario", "ana", "clave", PASSWORD))
                .with("Accept-Language", "en");
        signIn("ana", PASSWORD);

        var page = ana.get("/cuenta").text();

        assertThat(page).containsPattern("Firefox on Windows <span class=\"badge[^\"]*\">This session</span>");
        assertThat(page).contains("Java-http-client/", "From 127.0.0.1", "2\u00A0March, ");
        assertThat(page.split("This session", -1)).hasSize(2);
        assertThat(sessions(page)).hasSize(1);
    }

    @Test
    void oneSessionCanBeEnded() {
        var other = signedIn("ana", Role.MEMBER);
        var ana = signIn("ana", PASSWORD);

        var answer = ana.submit(
                "/cuenta",
                "accion",
                "cerrar",
                "sesion",
                sessions(ana.get("/cuenta").text())[0]);

        assertThat(answer.header("Location")).endsWith("/cuenta?hecho=session-ended");
        assertThat(other.get("/cuenta").status()).isEqualTo(303);
        assertThat(ana.get("/cuenta").status()).isEqualTo(200);
    }

    @Test
    void sessionOfSomebodyElseCannotBeEnded() throws Exception {
        var eva = signedIn("eva", Role.MEMBER);
        var id = text("select id from session");
        var ana = signedIn("ana", Role.ADMINISTRATOR);

        ana.submit("/cuenta", "accion", "cerrar", "sesion", id);
        ana.submit("/cuenta", "accion", "cerrar-otras");

        assertThat(eva.get("/cuenta").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "01a225c0-5f3e-7d0a-9b6e-3f7c1d2a4b58"})
    void unknownSessionIsIgnored(String id) {
        var ana = signedIn("ana", Role.MEMBER);

        assertThat(ana.submit("/cuenta", "accion", "cerrar", "sesion", id).status())
                .isEqualTo(303);
        assertThat(ana.get("/cuenta").status()).isEqualTo(200);
    }

    @Test
    void allOtherSessionsCanBeEnded() {
        var first = signedIn("ana", Role.MEMBER);
        var second = signIn("ana", PASSWORD);
        var ana = signIn("ana", PASSWORD);

        ana.submit("/cuenta", "accion", "cerrar-otras");

        assertThat(first.get("/cuenta").status()).isEqualTo(303);
        assertThat(second.get("/cuenta").status()).isEqualTo(303);
        assertThat(ana.get("/cuenta").status()).isEqualTo(200);
    }

    @Test
    void dataIsAFileWithoutSecrets() {
        var ana = signedIn("ana", Role.EDITOR, "UGR").with("Sec-Fetch-Site", "same-origin");
        ana.post("/api/tokens", "{\"nombre\":\"Web\",\"permisos\":[\"publicar\"]}");

        var answer = ana.with("Accept", "text/html,*/*;q=0.8").get("/cuenta/datos");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"tablon.json\"");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(answer.json().at("/cuenta/usuario").asText()).isEqualTo("ana");
        assertThat(answer.json().at("/sesiones/0/direccion").asText()).isEqualTo("127.0.0.1");
        assertThat(answer.json().at("/fichas/0/nombre").asText()).isEqualTo("Web");
        assertThat(answer.json().at("/siguiente").isNull()).isTrue();
        assertThat(answer.text()).doesNotContain("argon2", "tablon_pat_", "hash");
    }

    @Test
    void dataHasOwnNoticesAndContinuesBeyondAMebibyte() throws Exception {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        signedIn("eva", Role.EDITOR, "UGR");
        for (int i = 0; i < 70; i++) {
            insertNotice("ana", i);
        }
        insertNotice("eva", 99);

        var first = ana.get("/cuenta/datos");
        var second = ana.get(first.json().get("siguiente").asText());

        assertThat(first.response().body().length).isBetween(1_000_000, 1_200_000);
        assertThat(first.json().at("/noticias/0/titulo").asText()).isEqualTo("Aviso 69");
        assertThat(second.json().get("siguiente").isNull()).isTrue();
        assertThat(first.json().get("noticias").size()
                        + second.json().get("noticias").size())
                .isEqualTo(70);
    }

    @Test
    void deletionNeedsThePassword() throws Exception {
        var ana = signedIn("ana", Role.MEMBER);

        var answer = ana.submit("/cuenta/eliminar", "clave", "wrong");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("La contraseña no es correcta.");
        assertThat(text("select count(*) from account")).isEqualTo("1");
    }

    @Test
    void deletedAccountCannotBeUsed() throws Exception {
        var ana = signedIn("ana", Role.EDITOR, "UGR").with("Sec-Fetch-Site", "same-origin");
        var token = ana.post("/api/tokens", "{\"nombre\":\"Web\",\"permisos\":[\"publicar\"]}")
                .json()
                .get("ficha")
                .asText();
        insertNotice("ana", 1);

        var answer = ana.submit("/cuenta/eliminar", "clave", PASSWORD);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Set-Cookie")).contains("Max-Age=0");
        assertThat(ana.get("/cuenta").status()).isEqualTo(303);
        assertThat(reader().withToken(token).get("/api/news").status()).isEqualTo(401);
        assertThat(reader().submit("/entrar", "usuario", "ana", "clave", PASSWORD)
                        .status())
                .isEqualTo(422);
        assertThat(reader().get("/api/news").json()).hasSize(1);
        assertThat(text("select count(*) from news where author is not null or author_name is not null"))
                .isEqualTo("0");
    }

    @Test
    void lastAdministratorCannotLeave() {
        var ana = signedIn("ana", Role.ADMINISTRATOR);

        var answer = ana.submit("/cuenta/eliminar", "clave", PASSWORD);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(ana.get("/cuenta").status()).isEqualTo(200);

        signedIn("eva", Role.ADMINISTRATOR);
        assertThat(ana.submit("/cuenta/eliminar", "clave", PASSWORD).status()).isEqualTo(303);
    }

    private static String[] sessions(String page) {
        return Pattern.compile("name=\"sesion\" value=\"([^\"]+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toArray(String[]::new);
    }

    private void insertNotice(String author, int number) throws Exception {
        var time = TestDatabase.isPostgresql()
                ? "timestamptz '2026-03-01T00:00:%02dZ'".formatted(number % 60)
                        + " + interval '%d minute'".formatted(number)
                : String.valueOf(1_772_323_200_000L + number * 60_000L);
        var id = UUID.randomUUID();
        execute("""
                insert into news (id, title, description, campus, published, updated, pinned, version, author, author_name)
                select '%s', 'Aviso %d', '%s', 'UGR', %s, %s, false, 1, id, name from account where username = '%s'
                """.formatted(id, number, "x".repeat(19_000), time, time, author));
    }

    private void execute(String sql) throws Exception {
        try (var connection = database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String query) throws Exception {
        try (var connection = database().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
