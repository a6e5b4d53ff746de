package tablon.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.test.DeploymentContext;
import org.glassfish.jersey.test.JerseyTest;
import org.glassfish.jersey.test.spi.TestContainerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import tablon.access.Role;
import tablon.config.DatabaseAddress;
import tablon.config.Settings;
import tablon.wiring.Board;

/** Starts a board for each test, on the database that {@link TestDatabase} selects, and accesses it over HTTP. */
@Tag("database")
public abstract class BoardTest extends JerseyTest {
    protected static final String TOKEN = "the-token-of-these-tests";

    protected static final String PASSWORD = TestAccounts.PASSWORD;

    /** The board's clock. */
    protected final TestClock clock = new TestClock();

    @TempDir
    Path folder;

    private final Map<String, String> values = new HashMap<>();

    private @Nullable DatabaseAddress address;

    private @Nullable Board board;

    private final List<AutoCloseable> others = new ArrayList<>();

    /** Additional settings, by name. */
    protected Map<String, String> settings() {
        return Map.of("CAMPUSES", "UGR=Universidad de Granada,MED=Facultad de Medicina");
    }

    /** A client without credentials. */
    protected Client reader() {
        return new Client(getBaseUri(), OpenApiContract::check);
    }

    protected Client administrator() {
        return reader().withToken(TOKEN);
    }

    /** A reader of another instance on the same database, which must be PostgreSQL. */
    protected Client readerOfAnotherInstance() {
        var other = Board.open(boardSettings(), clock);
        var server = new GrizzlyBoard(other);
        server.start();
        others.add(other);
        others.add(server::stop);
        return new Client(server.getBaseUri(), OpenApiContract::check);
    }

    /** A client that signed in with a new account, whose user name is {@code username} and whose password is {@link #PASSWORD}. */
    protected Client signedIn(String username, Role role, String... campuses) {
        TestAccounts.add(database(), username, role, campuses);
        return signIn(username, PASSWORD);
    }

    /** A client that signed in on the page. */
    protected Client signIn(String username, String password) {
        var answer = reader().submit("/entrar", "usuario", username, "clave", password);
        if (answer.status() != 303) {
            throw new IllegalStateException(answer.status() + " " + answer.text());
        }
        return reader().withCookiesOf(answer);
    }

    /** Direct access to the board's database. */
    protected DataSource database() {
        return TestDatabase.source(Objects.requireNonNull(address));
    }

    /** A notice with default title, description and campus, and these members, given as names and values in turn. */
    protected static Map<String, Object> notice(Object... members) {
        var notice = new LinkedHashMap<String, Object>();
        notice.put("titulo", "Matrícula");
        notice.put("descripcion", "Se abre el *lunes*.");
        notice.put("campus", "UGR");
        for (int i = 0; i < members.length; i += 2) {
            notice.put((String) members[i], members[i + 1]);
        }
        return notice;
    }

    private Settings boardSettings() {
        return Settings.of(values::get);
    }

    @Override
    protected final DeploymentContext configureDeployment() {
        // ignored: GrizzlyBoard deploys the board itself
        return DeploymentContext.builder(ResourceConfig.class).build();
    }

    @Override
    protected final TestContainerFactory getTestContainerFactory() {
        return (address, ignored) -> new GrizzlyBoard(Objects.requireNonNull(board));
    }

    @Override
    @BeforeEach
    public final void setUp() throws Exception {
        values.putAll(TestDatabase.settings(folder));
        values.put("ADMIN_TOKEN", TOKEN);
        values.putAll(settings());
        var settings = boardSettings();
        address = settings.database();
        board = Board.open(settings, clock);
        super.setUp();
    }

    @Override
    @AfterEach
    public final void tearDown() throws Exception {
        super.tearDown();
        Collections.reverse(others);
        for (var other : others) {
            other.close();
        }
        Objects.requireNonNull(board).close();
    }
}
