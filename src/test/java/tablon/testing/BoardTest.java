package tablon.testing;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
import tablon.config.DatabaseAddress;
import tablon.config.Settings;
import tablon.wiring.Board;

/** A board of its own for each test, over HTTP, on the database that this run is about. */
@Tag("database")
public abstract class BoardTest extends JerseyTest {
    protected static final String TOKEN = "the-token-of-these-tests";

    /** The board's time. */
    protected final TestClock clock = new TestClock();

    @TempDir
    Path folder;

    private @Nullable DatabaseAddress address;

    private @Nullable Board board;

    /** More settings, by name. */
    protected Map<String, String> settings() {
        return Map.of("CAMPUSES", "UGR=Universidad de Granada,MED=Facultad de Medicina");
    }

    /** A reader, who has no credential. */
    protected Client reader() {
        return new Client(getBaseUri(), OpenApiContract::check);
    }

    protected Client administrator() {
        return reader().withToken(TOKEN);
    }

    /** The board's database, to look behind its back. */
    protected DataSource database() {
        return TestDatabase.source(Objects.requireNonNull(address));
    }

    /** A notice with these members besides a title, a description and a campus. */
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

    @Override
    protected final DeploymentContext configureDeployment() {
        // GrizzlyBoard knows what it serves
        return DeploymentContext.builder(ResourceConfig.class).build();
    }

    @Override
    protected final TestContainerFactory getTestContainerFactory() {
        return (address, nothing) -> new GrizzlyBoard(Objects.requireNonNull(board));
    }

    @Override
    @BeforeEach
    public final void setUp() throws Exception {
        var names = new HashMap<>(TestDatabase.settings(folder));
        names.put("ADMIN_TOKEN", TOKEN);
        names.putAll(settings());
        var settings = Settings.of(names::get);
        address = settings.database();
        board = Board.open(settings, clock);
        super.setUp();
    }

    @Override
    @AfterEach
    public final void tearDown() throws Exception {
        super.tearDown();
        Objects.requireNonNull(board).close();
    }
}
