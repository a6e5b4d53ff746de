package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Exchange;
import tablon.testing.TestAccounts;
import tablon.testing.TestDatabase;

/** What a session is worth, and for how long. */
class SessionTest extends BoardTest {

    @Test
    void plantedCookieIsNotTheSessionAfterSigningIn() {
        TestAccounts.add(database(), "ana", Role.MEMBER);
        var planted = reader().with("Cookie", "tablon_session=" + "A".repeat(43));

        var answer = planted.submit("/entrar", "usuario", "ana", "clave", PASSWORD);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Set-Cookie")).contains("tablon_session=").doesNotContain("AAAA");
        assertThat(planted.get("/cuenta").status()).isEqualTo(303);
    }

    @Test
    void plantedSessionOfAnAttackerEndsWhenAnotherPersonSignsIn() {
        var attacker = signedIn("eva", Role.MEMBER);
        TestAccounts.add(database(), "ana", Role.MEMBER);

        var answer = attacker.submit("/entrar", "usuario", "ana", "clave", PASSWORD);

        assertThat(attacker.get("/cuenta").status()).isEqualTo(303);
        assertThat(reader().withCookiesOf(answer).get("/cuenta").text()).contains("Ana");
    }

    @Test
    void everySignInHasANewSecret() {
        TestAccounts.add(database(), "ana", Role.MEMBER);

        var first = reader().submit("/entrar", "usuario", "ana", "clave", PASSWORD);
        var second = reader().withCookiesOf(first).submit("/entrar", "usuario", "ana", "clave", PASSWORD);

        assertThat(cookie(first)).isNotEqualTo(cookie(second));
        assertThat(reader().withCookiesOf(first).get("/cuenta").status()).isEqualTo(303);
        assertThat(reader().withCookiesOf(second).get("/cuenta").status()).isEqualTo(200);
    }

    @Test
    void wrongPasswordLeavesTheSessionAsItWas() {
        var ana = signedIn("ana", Role.MEMBER);

        var answer = ana.submit("/entrar", "usuario", "ana", "clave", "wrong password");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(ana.get("/cuenta").status()).isEqualTo(200);
    }

    @Test
    void secretIsNotStored() throws Exception {
        var ana = signedIn("ana", Role.MEMBER);

        try (var connection = database().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select hash from session")) {
            assertThat(rows.next()).isTrue();
            assertThat(ana.with("Cookie", "tablon_session=" + rows.getString(1))
                            .get("/cuenta")
                            .status())
                    .isEqualTo(303);
        }
    }

    @Test
    void changedRoleEndsTheSession() {
        var id = TestAccounts.add(database(), "ana", Role.EDITOR, "UGR");
        var ana = signIn("ana", PASSWORD);

        patch(id, Map.of("rol", "moderador"));

        assertThat(ana.get("/cuenta").status()).isEqualTo(303);
        assertThat(signIn("ana", PASSWORD).get("/cuenta").status()).isEqualTo(200);
    }

    /** Should a session survive a change of rights, it has the new ones. */
    @Test
    void rightsAreThoseOfTheAccountNow() throws Exception {
        var ana = signedIn("ana", Role.ADMINISTRATOR);
        assertThat(ana.get("/metrics").status()).isEqualTo(200);

        execute("update account set role = 'editor'");

        assertThat(ana.get("/metrics").status()).isEqualTo(403);
    }

    @Test
    void disabledAccountIsSignedOutAndStaysOut() {
        var id = TestAccounts.add(database(), "ana", Role.EDITOR, "UGR");
        var ana = signIn("ana", PASSWORD);

        patch(id, Map.of("activa", false));

        assertThat(ana.get("/cuenta").status()).isEqualTo(303);
        assertThat(ana.with("Sec-Fetch-Site", "same-origin")
                        .post("/api/news", notice())
                        .status())
                .isEqualTo(401);
        assertThat(reader().submit("/entrar", "usuario", "ana", "clave", PASSWORD)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void disabledAccountWithALiveSessionIsRefused() throws Exception {
        var ana = signedIn("ana", Role.EDITOR, "UGR");

        execute("update account set active = false");

        assertThat(ana.get("/cuenta").status()).isEqualTo(303);
    }

    @Test
    void lastUseIsWrittenAtMostOnceIn5Minutes() throws Exception {
        var ana = signedIn("ana", Role.MEMBER);
        var first = text("select seen from session");

        clock.advance(Duration.ofMinutes(5));
        assertThat(ana.get("/cuenta").header("Set-Cookie")).isEmpty();
        assertThat(text("select seen from session")).isEqualTo(first);
        clock.advance(Duration.ofMillis(1));
        assertThat(ana.get("/cuenta").header("Set-Cookie")).contains("Max-Age=2592000");
        assertThat(text("select seen from session")).isNotEqualTo(first);
    }

    @Test
    void accountHasAtMost50Sessions() throws Exception {
        var ana = signedIn("ana", Role.MEMBER);
        execute("update session set seen = " + (isPostgresql() ? "seen - interval '1 hour'" : "seen - 3600000"));
        for (int i = 0; i < 50; i++) {
            signIn("ana", PASSWORD);
        }

        assertThat(text("select count(*) from session")).isEqualTo("50");
        assertThat(ana.get("/cuenta").status()).as("the oldest").isEqualTo(303);
    }

    @Test
    void weakHashIsReplacedWhenSigningIn() throws Exception {
        TestAccounts.add(database(), "ana", Role.MEMBER);
        var weak = Password.hash(PASSWORD)
                .addRandomSalt(16)
                .with(Argon2Function.getInstance(256, 1, 1, 32, Argon2.ID))
                .getResult();
        execute("update account set password = '" + weak + "'");

        signIn("ana", PASSWORD);

        assertThat(text("select password from account")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(signIn("ana", PASSWORD).get("/cuenta").status()).isEqualTo(200);
        assertThat(text("select version from account")).isEqualTo("1");
    }

    @Test
    void wrongPasswordDoesNotReplaceAWeakHash() throws Exception {
        TestAccounts.add(database(), "ana", Role.MEMBER);
        var weak = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        execute("update account set password = '" + weak + "'");

        reader().submit("/entrar", "usuario", "ana", "clave", PASSWORD);

        assertThat(text("select password from account")).isEqualTo(weak);
    }

    @Test
    void signedInPageNeitherComesFromTheCacheNorEntersIt() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var before = reader().get("/");

        var signedIn = ana.get("/");
        var after = reader().get("/");

        assertThat(signedIn.text()).contains("action=\"/salir\"");
        assertThat(signedIn.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(after.text()).isEqualTo(before.text()).doesNotContain("/salir", "Ana");
        assertThat(after.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(after.header("ETag")).isEqualTo(before.header("ETag")).isNotEqualTo(signedIn.header("ETag"));
    }

    @Test
    void signedInPageFirstDoesNotReachReaders() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");

        ana.get("/");
        ana.get("/?lang=en");

        assertThat(reader().get("/").text()).doesNotContain("/salir", "Ana");
        assertThat(reader().get("/?lang=en").text()).doesNotContain("/salir", "Ana");
    }

    @Test
    void onlyPeopleGetCookies() {
        signedIn("ana", Role.EDITOR, "UGR");

        for (var path : new String[] {"/", "/entrar", "/salir", "/cuenta", "/api/news", "/css/board.css", "/x"}) {
            assertThat(reader().get(path).header("Set-Cookie")).as(path).isEmpty();
        }
        assertThat(administrator().get("/api/news").header("Set-Cookie")).isEmpty();
    }

    @Test
    void cookieOfAnEndedSessionIsRemoved() {
        var answer = reader().with("Cookie", "tablon_session=ended").get("/");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Set-Cookie")).startsWith("tablon_session=;").contains("Max-Age=0");
        assertThat(answer.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(answer.text()).doesNotContain("/salir");
    }

    @Test
    void tagOfAReaderIsNotThatOfAPerson() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var anonymous = reader().get("/").header("ETag");
        var signedIn = ana.get("/").header("ETag");

        assertThat(ana.with("If-None-Match", anonymous).get("/").status()).isEqualTo(200);
        assertThat(reader().with("If-None-Match", anonymous).get("/").status()).isEqualTo(304);
        if (!signedIn.isEmpty()) {
            assertThat(reader().with("If-None-Match", signedIn).get("/").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void headOfASignedInPageIsLikeItsGet() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");

        var head = ana.send("HEAD", "/", new byte[0]);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.response().body()).isEmpty();
        assertThat(head.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(head.header("ETag")).isEqualTo(ana.get("/").header("ETag"));
        assertThat(ana.send("HEAD", "/cuenta", new byte[0]).status()).isEqualTo(200);
        assertThat(reader().send("HEAD", "/", new byte[0]).header("Cache-Control"))
                .isEqualTo("no-cache");
    }

    private void patch(UUID account, Map<String, Object> changes) {
        var answer = administrator().with("If-Match", "*").patch("/api/accounts/" + account, changes);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static String cookie(Exchange answer) {
        return answer.header("Set-Cookie").replaceAll(";.*", "");
    }

    private static boolean isPostgresql() {
        return TestDatabase.isPostgresql();
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
