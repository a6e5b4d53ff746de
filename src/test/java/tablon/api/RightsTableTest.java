package tablon.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import tablon.access.Role;
import tablon.testing.BoardTest;
import tablon.testing.Client;
import tablon.testing.Exchange;
import tablon.testing.TestAccounts;

/**
 * Reads the table of rights in {@code docs/security.md} and tries every cell over HTTP, on the API, the routes of the
 * prototype and the pages.
 */
class RightsTableTest extends BoardTest {
    private static final String NEW_NOTICE = "/noticias/nueva";

    private int others;
    private Client author = reader();

    @Override
    protected Map<String, String> settings() {
        return Map.of("CAMPUSES", "UGR=Universidad de Granada,MED=Medicina,COM=Comunes,AJE=Ajeno,NOM=Nombrado");
    }

    @Test
    void everyCellIsAsTheTableSays() throws IOException, SQLException {
        execute("update campus set shared = true where code in ('COM')");
        TestAccounts.add(database(), "ruth", Role.MODERATOR);
        execute("insert into campus_moderator (campus, account) select 'NOM', id from account where username = 'ruth'");
        var people = people();
        author = unsafe(signedIn("pia", Role.MEMBER));
        var softly = new SoftAssertions();

        var rows = table();
        for (var row : rows) {
            for (var person : people.entrySet()) {
                var expected = cell(row, person.getKey());
                if (expected.equals("—")) {
                    continue; // there is no such account
                }
                for (var way : ways(cell(row, "act"), cell(row, "of what"), person.getKey(), person.getValue())) {
                    softly.assertThat(result(way))
                            .as("%s %s: %s %s", row.get("act"), row.get("of what"), person.getKey(), way.uri())
                            .isEqualTo(expected);
                }
            }
        }

        assertThat(rows).hasSizeGreaterThan(15);
        softly.assertAll();
    }

    private static String cell(Map<String, String> row, String column) {
        return Objects.requireNonNull(row.get(column));
    }

    /** The columns of the table, and clients of their roles. All but the reader have an account of UGR and COM. */
    private Map<String, Client> people() {
        var people = new LinkedHashMap<String, Client>();
        people.put("reader", reader());
        people.put("miembro", unsafe(signedIn("mia", Role.MEMBER, "UGR", "COM")));
        people.put("editor", unsafe(signedIn("eva", Role.EDITOR, "UGR", "COM")));
        people.put("moderador", unsafe(signedIn("mod", Role.MODERATOR, "UGR", "COM")));
        people.put("administrador", unsafe(signedIn("adm", Role.ADMINISTRATOR)));
        people.put("token", administrator());
        return people;
    }

    private static Client unsafe(Client client) {
        return client.with("Sec-Fetch-Site", "same-origin");
    }

    /** What the table says: the answers to who may not are those of the legend. */
    private static String result(Exchange answer) {
        int status = answer.status();
        if (answer.uri().getPath().startsWith("/api")
                || answer.uri().getPath().startsWith("/news")
                || answer.uri().getPath().startsWith("/metrics")) {
            return status >= 300 ? String.valueOf(status) : proposes(answer) ? "approval" : "yes";
        }
        boolean asksToSignIn = status == 303 && answer.header("Location").contains("/entrar");
        return asksToSignIn ? "401" : proposes(answer) ? "approval" : status < 400 ? "yes" : String.valueOf(status);
    }

    /** Whether what was done awaits the approval of a moderator. */
    private static boolean proposes(Exchange answer) {
        return !answer.method().equals("GET")
                && (answer.text().contains("\"estado\":\"propuesta\"")
                        || answer.header("Location").contains("hecho=proposed"));
    }

    /** Tries the act in every way there is, each on a notice of its own. */
    private List<Exchange> ways(String act, String notice, String role, Client client) throws SQLException {
        var done = new ArrayList<Exchange>();
        boolean isMember = role.equals("miembro");
        switch (act) {
            case "publish" -> {
                var campus = notice.equals("own campus") ? "UGR" : "AJE";
                done.add(client.post("/api/news", notice("campus", campus)));
                done.add(client.with("If-None-Match", "*")
                        .put("/api/news/" + UUID.randomUUID(), notice("campus", campus)));
                if (!isMember) {
                    done.add(client.post("/news/add", notice("campus", campus)));
                    done.add(client.post("/news/addById", notice("campus", campus, "id", UUID.randomUUID())));
                }
                if (!role.equals("token")) {
                    done.add(client.submit(NEW_NOTICE, "titulo", "Aviso", "descripcion", "Texto", "campus", campus));
                }
            }
            case "edit" -> {
                if (isMember) {
                    done.add(client.put("/api/news/" + made(notice, role) + "/proposal", same(notice)));
                } else {
                    done.add(any(client).put("/api/news/" + made(notice, role), same(notice)));
                    done.add(any(client).patch("/api/news/" + made(notice, role), "{\"fijada\":true}"));
                    done.add(client.post("/api/news/" + made(notice, role) + "/versions/1/restoration", ""));
                    var changed = same(notice);
                    changed.put("id", made(notice, role));
                    done.add(client.post("/news/addById", changed));
                    if (!role.equals("token")) {
                        done.add(client.get("/noticias/" + made(notice, role) + "/editar"));
                        done.add(client.submit(
                                "/noticias/" + made(notice, role) + "/historial", "version", "1", "restaurar", "1"));
                    }
                }
                if (!role.equals("token")) {
                    done.add(client.submit(
                            "/noticias/" + made(notice, role) + "/editar",
                            "titulo",
                            "Aviso",
                            "descripcion",
                            "Texto",
                            "campus",
                            String.valueOf(same(notice).get("campus")),
                            "version",
                            "1"));
                }
            }
            case "edit without approval" -> {
                done.add(any(client).put("/api/news/" + made(notice, role), same(notice)));
                done.add(any(client).patch("/api/news/" + made(notice, role), "{\"fijada\":true}"));
            }
            case "use the prototype's routes" -> {
                done.add(client.post("/news/add", notice("campus", "UGR")));
                done.add(client.post("/news/addById", notice("campus", "UGR", "id", UUID.randomUUID())));
                done.add(client.post("/news/addById", notice("campus", "UGR", "id", made(notice, role))));
                done.add(client.send(
                        "DELETE", "/news/deleteById", ("{\"id\":\"" + made(notice, role) + "\"}").getBytes(UTF_8)));
            }
            case "move" -> {
                var id = made(notice, role);
                done.add(any(client).patch("/api/news/" + id, "{\"campus\":\"AJE\"}"));
                var other = same(notice);
                other.put("campus", "AJE");
                done.add(any(client).put("/api/news/" + made(notice, role), other));
                if (isMember) {
                    done.add(client.put("/api/news/" + made(notice, role) + "/proposal", other));
                }
            }
            case "see history" -> {
                done.add(client.get("/api/news/" + made(notice, role) + "/versions"));
                done.add(client.get("/api/news/" + made(notice, role) + "/versions/1"));
                done.add(client.get("/api/news/" + withdrawn(notice, role) + "/versions"));
                if (!role.equals("token")) {
                    done.add(client.get("/noticias/" + made(notice, role) + "/historial"));
                    done.add(client.get("/noticias/" + withdrawn(notice, role) + "/historial"));
                }
            }
            case "see the bin" -> done.add(client.get("/papelera"));
            case "withdraw" -> {
                done.add(any(client).delete("/api/news/" + made(notice, role)));
                if (!isMember) {
                    done.add(client.send(
                            "DELETE", "/news/deleteById", ("{\"id\":\"" + made(notice, role) + "\"}").getBytes(UTF_8)));
                }
                if (!role.equals("token")) {
                    done.add(client.get("/noticias/" + made(notice, role) + "/retirar"));
                    done.add(client.submit("/noticias/" + made(notice, role) + "/retirar"));
                }
            }
            case "restore" -> {
                done.add(client.delete("/api/news/" + withdrawn(notice, role) + "/withdrawal"));
                if (!isMember) {
                    done.add(client.with("If-None-Match", "*")
                            .put("/api/news/" + withdrawn(notice, role), same(notice)));
                }
                if (!role.equals("token")) {
                    done.add(client.get("/noticias/" + withdrawn(notice, role) + "/restaurar"));
                    done.add(client.submit("/noticias/" + withdrawn(notice, role) + "/restaurar"));
                }
            }
            case "restore with another text" ->
                done.add(client.with("If-None-Match", "*").put("/api/news/" + withdrawn(notice, role), same(notice)));
            case "see proposed" -> {
                done.add(client.get("/api/news/" + proposed(notice, role)));
                if (!role.equals("reader")) {
                    done.add(client.get("/api/news/" + proposed(notice, role) + "/proposal"));
                }
                if (!role.equals("token")) {
                    done.add(client.get("/noticias/" + proposed(notice, role)));
                }
            }
            case "list proposed" -> done.add(client.get("/api/news?state=proposed"));
            case "moderate" -> {
                var reason = "{\"motivo\":\"No.\"}";
                done.add(client.put("/api/news/" + proposed(notice, role) + "/approval", ""));
                done.add(client.put("/api/news/" + proposed(notice, role) + "/rejection", reason));
                done.add(client.put("/api/news/" + made(notice, role) + "/hiding", reason));
                var hidden = made(notice, role);
                administrator().put("/api/news/" + hidden + "/hiding", reason);
                done.add(client.delete("/api/news/" + hidden + "/hiding"));
                if (!role.equals("token")) {
                    done.add(client.submit(
                            "/moderacion", "accion", "ocultar", "noticia", made(notice, role), "motivo", "No."));
                }
            }
            case "open the moderators' page" -> done.add(client.get("/moderacion"));
            case "see scheduled" -> {
                done.add(client.get("/api/news/" + scheduled(notice, role)));
                if (!role.equals("token")) {
                    done.add(client.get("/noticias/" + scheduled(notice, role)));
                }
            }
            case "keep a draft" -> {
                done.add(autosave(client, UUID.randomUUID().toString()));
                if (!role.equals("token") && !role.equals("reader")) {
                    done.add(client.submit(NEW_NOTICE, "accion", "borrador"));
                    done.add(client.submit("/borradores/" + UUID.randomUUID()));
                    done.add(client.get("/mis-noticias"));
                }
            }
            case "read a draft" -> {
                var id = UUID.randomUUID().toString();
                TestAccounts.add(database(), "autora" + others, Role.EDITOR);
                autosave(unsafe(signIn("autora" + others++, PASSWORD)), id);
                done.add(client.get(NEW_NOTICE + "?borrador=" + id));
            }
            case "list hidden" -> done.add(client.get("/api/news?state=scheduled"));
            case "change campuses" -> {
                done.add(client.put("/api/campuses/X" + role.substring(0, 3), "{\"nombre\":\"X\"}"));
                done.add(client.delete("/api/campuses/X" + role.substring(0, 3)));
                if (!role.equals("token")) {
                    done.add(client.get("/campus"));
                    done.add(client.submit("/campus", "codigo", "Y" + role.substring(0, 3), "nombre", "Y"));
                    done.add(client.get("/campus/COM"));
                    done.add(client.submit("/campus/COM", "nombre", "Comunes", "edicioncompartida", "true"));
                }
            }
            case "rename labels" -> {
                for (var label : List.of("Uno ", "Dos ")) {
                    administrator().post("/api/news", notice("etiquetas", List.of(label + role)));
                }
                done.add(client.put("/api/labels/Uno%20" + role, Map.of("nombre", "Otro " + role)));
                done.add(client.put("/api/labels/Dos%20" + role, Map.of("nombre", "Otro " + role, "unir", true)));
                if (!role.equals("token")) {
                    done.add(client.submit("/etiquetas/Otro%20" + role, "nombre", "Tres " + role));
                }
            }
            case "name moderators of a campus" -> {
                done.add(client.get("/api/campuses/AJE/moderators"));
                done.add(client.put("/api/campuses/AJE/moderators", "{\"moderadores\":[]}"));
                if (!role.equals("token")) {
                    done.add(client.submit(
                            "/campus/AJE", "nombre", "Ajeno", "moderadores", account("own", "moderador")));
                }
            }
            case "use an account" -> {
                var account = "/api/accounts/" + account(notice, role);
                done.add(client.get(account));
                done.add(any(client).patch(account, "{\"nombre\":\"Otro nombre\"}"));
                if (notice.equals("of others")) {
                    done.add(client.delete(account + "/sessions"));
                    done.add(client.delete(account));
                } else if (!role.equals("token")) {
                    done.add(client.get("/cuenta"));
                    done.add(client.get("/cuenta/datos"));
                    done.add(client.get("/fichas"));
                }
            }
            case "grant rights" ->
                done.add(any(client).patch("/api/accounts/" + account(notice, role), "{\"rol\":\"administrador\"}"));
            case "manage people" -> {
                done.add(client.get("/api/accounts"));
                done.add(client.get("/api/invitations"));
                done.add(client.post("/api/invitations", "{\"rol\":\"miembro\",\"campus\":[]}"));
                done.add(client.post("/api/accounts/" + account("of others", role) + "/reset", ""));
                if (!role.equals("token")) {
                    done.add(client.get("/personas"));
                    done.add(client.submit("/personas", "accion", "invitar", "rol", "miembro"));
                    done.add(client.get("/personas/" + account("of others", role)));
                    done.add(client.get("/personas/" + account("of others", role) + "/eliminar"));
                }
            }
            case "read the audit log" -> {
                done.add(client.get("/api/audit"));
                done.add(client.with("Accept", "application/x-ndjson").get("/api/audit"));
                if (!role.equals("token")) {
                    done.add(client.get("/auditoria"));
                    done.add(client.get("/auditoria/exportacion"));
                }
            }
            case "read metrics" -> done.add(client.get("/metrics"));
            default -> throw new IllegalArgumentException("no test for: " + act);
        }
        return done;
    }

    private static Exchange autosave(Client client, String id) {
        return client.with("Content-Type", "application/x-www-form-urlencoded")
                .send("PUT", "/borradores/" + id, "titulo=x".getBytes(UTF_8));
    }

    /** The id of the account of {@code role}, or of a new one. */
    private String account(String whose, String role) throws SQLException {
        if (!whose.equals("own") || username(role).isEmpty()) {
            return TestAccounts.add(database(), "otra" + others++, Role.MEMBER).toString();
        }
        try (var connection = database().getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery("select id from account where folded = '" + username(role) + "'")) {
            found.next();
            return found.getString(1);
        }
    }

    private static Client any(Client client) {
        return client.with("If-Match", "*");
    }

    private static Map<String, Object> same(String notice) {
        return notice("campus", campus(notice));
    }

    private static String campus(String notice) {
        return notice.contains("shared campus")
                ? "COM"
                : notice.contains("other campus") ? "AJE" : notice.contains("that names others") ? "NOM" : "UGR";
    }

    /** A new notice that belongs to {@code role}, or to somebody else. */
    private String made(String notice, String role) throws SQLException {
        return made(notice, role, notice("campus", campus(notice)));
    }

    private String scheduled(String notice, String role) throws SQLException {
        return made(notice, role, notice("campus", campus(notice), "publicada", "2030-01-01T00:00:00Z"));
    }

    /** The id of a notice that a member proposed. */
    private String proposed(String notice, String role) throws SQLException {
        var id = author.post("/api/news", same(notice)).json().path("id").asText();
        // the number of open proposals of a person is limited
        execute("update submission set author = null where id = '" + id + "'");
        return owned(id, notice, role, "submission");
    }

    private String withdrawn(String notice, String role) throws SQLException {
        var id = made(notice, role);
        any(administrator()).delete("/api/news/" + id);
        return id;
    }

    private String made(String notice, String role, Map<String, Object> body) throws SQLException {
        JsonNode posted = administrator().post("/api/news", body).json();
        return owned(posted.path("id").asText(), notice, role, "news");
    }

    private String owned(String id, String notice, String role, String table) throws SQLException {
        var owner = notice.startsWith("own") ? username(role) : "";
        if (!owner.isEmpty()) {
            execute("update " + table + " set author = (select id from account where folded = '" + owner
                    + "') where id = '" + id + "'");
        }
        return id;
    }

    private static String username(String role) {
        return switch (role) {
            case "miembro" -> "mia";
            case "editor" -> "eva";
            case "moderador" -> "mod";
            case "administrador" -> "adm";
            default -> "";
        };
    }

    /** The rows of the table: the first columns are {@code act} and {@code of what}, the others the roles. */
    private static List<Map<String, String>> table() throws IOException {
        var lines = Files.readAllLines(Path.of("docs/security.md"));
        int start = 0;
        while (!lines.get(start).startsWith("| act |")) {
            start++;
        }
        var names = cells(lines.get(start));
        var rows = new ArrayList<Map<String, String>>();
        for (var line : lines.subList(start + 2, lines.size())) {
            if (!line.startsWith("|")) {
                break;
            }
            var cells = cells(line);
            var row = new LinkedHashMap<String, String>();
            for (int i = 0; i < names.size(); i++) {
                row.put(names.get(i), cells.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1).split("\\|"))
                .map(cell -> cell.strip().replace("`", ""))
                .toList();
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
