package tablon.http;

import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tablon.account.AdministratorStore;
import tablon.campus.CampusResource;
import tablon.campus.CampusStore;
import tablon.campus.CampusesResource;
import tablon.config.Settings;
import tablon.demo.Demo;
import tablon.health.HealthResource;
import tablon.health.MetricsResource;
import tablon.health.StatusResource;
import tablon.idempotency.IdempotencyStore;
import tablon.news.Archiver;
import tablon.news.NewsListResource;
import tablon.news.NewsListStore;
import tablon.news.NewsResource;
import tablon.news.NewsStore;
import tablon.openapi.OpenApiResource;
import tablon.page.AssetsResource;
import tablon.page.BoardResource;
import tablon.page.NoticeResource;
import tablon.page.Pages;
import tablon.page.RobotsResource;
import tablon.prototype.PrototypeNewsResource;
import tablon.storage.Closing;
import tablon.storage.Database;
import tablon.text.Language;

/** The board, wired: every part is made here, and closed in the reverse order. */
public final class Board implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Board.class);
    /** The days of a campus begin and end here, wherever the machine stands. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

    private final Closing open;
    private final PrometheusMeterRegistry metrics;
    private final ProblemRenderer problems;
    private final AnswerCache cache;
    private final boolean https;
    private final List<Object> resources;

    private Board(Closing open, Settings settings, Clock clock) {
        this.open = open;
        this.metrics = metrics();
        open.add(metrics::close);

        var database = open.add(Database.open(settings.database(), metrics));
        var administrators = new AdministratorStore(database, clock, settings.adminToken());
        var campuses = new CampusStore(database);
        var news = new NewsStore(database, clock);
        var lists = new NewsListStore(database, clock);
        var idempotency = new IdempotencyStore(database, clock);

        campuses.ensure(settings.campuses());
        if (settings.demo()) {
            new Demo(database, clock, ZONE).fill();
        }
        open.add(new Archiver(news).start());
        Welcome.greet(settings, administrators, LOG);

        var language = Language.of(settings.boardLocale());
        var pages = new Pages(settings.boardName(), clock, ZONE);
        this.https = settings.publicUrl()
                .filter(url -> url.getScheme().equalsIgnoreCase("https"))
                .isPresent();
        this.cache = new AnswerCache(database, lists, clock, settings.cacheBytes(), metrics);
        this.problems = new ProblemRenderer(pages, language);
        this.resources = List.of(
                // what every request passes
                new JsonMapper(),
                new PublicAddress(settings.publicUrl()),
                new Authentication(administrators),
                new Authorization(),
                new BodyLimit(),
                new RouteOfRequest(),
                new AnswerKey.Noted(),
                new ProblemMapper(problems),
                // the addresses
                new NewsListResource(lists, news, campuses, idempotency),
                new NewsResource(database, news, campuses),
                new CampusesResource(campuses),
                new CampusResource(campuses),
                new OpenApiResource(),
                new PrototypeNewsResource(database, lists, news, campuses, idempotency, language),
                new StatusResource(),
                new HealthResource(database, settings.ephemeral()),
                new MetricsResource(metrics),
                new BoardResource(pages, lists, campuses, language),
                new NoticeResource(pages, news, campuses, language),
                new AssetsResource(),
                new RobotsResource());
    }

    /**
     * Opens the database and makes every part.
     *
     * @throws tablon.storage.StorageUnavailable in one line for the operator, with nothing left open
     */
    public static Board open(Settings settings, Clock clock) {
        var open = new Closing();
        try {
            return new Board(open, settings, clock);
        } catch (RuntimeException failed) {
            open.close();
            throw failed;
        }
    }

    /** The resources, and the providers that stand before them. */
    List<Object> resources() {
        return resources;
    }

    AnswerCache cache() {
        return cache;
    }

    PrometheusMeterRegistry meters() {
        return metrics;
    }

    /** Whether readers come by https, as the settings say. */
    boolean isPublicOverHttps() {
        return https;
    }

    ProblemRenderer problems() {
        return problems;
    }

    @Override
    public void close() {
        open.close();
    }

    private static PrometheusMeterRegistry metrics() {
        var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new ClassLoaderMetrics().bindTo(metrics);
        new JvmMemoryMetrics().bindTo(metrics);
        new JvmThreadMetrics().bindTo(metrics);
        new ProcessorMetrics().bindTo(metrics);
        new UptimeMetrics().bindTo(metrics);
        return metrics;
    }
}
