package tablon.wiring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.glassfish.jersey.servlet.ServletContainer;
import org.glassfish.jersey.servlet.ServletProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tablon.access.Authentication;
import tablon.access.Authorization;
import tablon.access.BodyLimit;
import tablon.access.CrossSite;
import tablon.access.SecurityHeaders;
import tablon.account.AccountResource;
import tablon.account.AccountStore;
import tablon.account.AccountsResource;
import tablon.account.AdministratorStore;
import tablon.account.CampusModeratorsResource;
import tablon.account.ModeratorStore;
import tablon.answer.AnswerCache;
import tablon.answer.AnswerKey;
import tablon.answer.RepresentationFilter;
import tablon.answer.StreamRecorder;
import tablon.audit.AuditResource;
import tablon.audit.AuditStore;
import tablon.campus.CampusResource;
import tablon.campus.CampusStore;
import tablon.campus.CampusesResource;
import tablon.config.Build;
import tablon.config.Settings;
import tablon.demo.Demo;
import tablon.desk.AcceptResource;
import tablon.desk.AuditLogResource;
import tablon.desk.BinResource;
import tablon.desk.CampusPageResource;
import tablon.desk.CampusesPageResource;
import tablon.desk.DraftResource;
import tablon.desk.EditNoticeResource;
import tablon.desk.Editor;
import tablon.desk.HistoryResource;
import tablon.desk.LabelsPageResource;
import tablon.desk.ModerationPageResource;
import tablon.desk.MyNoticesResource;
import tablon.desk.NewNoticeResource;
import tablon.desk.NewPasswordResource;
import tablon.desk.OneTimeLink;
import tablon.desk.OwnAccountResource;
import tablon.desk.OwnDataResource;
import tablon.desk.OwnDeletionResource;
import tablon.desk.PeopleResource;
import tablon.desk.PersonDeletionResource;
import tablon.desk.PersonResource;
import tablon.desk.ProposalPageResource;
import tablon.desk.RestoreNoticeResource;
import tablon.desk.SetUpResource;
import tablon.desk.SignInForm;
import tablon.desk.SignInResource;
import tablon.desk.SignOutResource;
import tablon.desk.SignUpResource;
import tablon.desk.TokensPageResource;
import tablon.desk.WithdrawNoticeResource;
import tablon.draft.DraftStore;
import tablon.error.ErrorServlet;
import tablon.error.ProblemMapper;
import tablon.error.ProblemRenderer;
import tablon.feed.CalendarResource;
import tablon.feed.FeedResource;
import tablon.feed.Feeds;
import tablon.health.HealthResource;
import tablon.health.MetricsResource;
import tablon.health.StatusResource;
import tablon.idempotency.IdempotencyStore;
import tablon.invitation.CodeStore;
import tablon.invitation.Enrolment;
import tablon.invitation.InvitationResource;
import tablon.invitation.InvitationsResource;
import tablon.invitation.ResetResource;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.log.ExchangeFilter;
import tablon.log.Logging;
import tablon.log.Route;
import tablon.notice.ArchiveStore;
import tablon.notice.Archiver;
import tablon.notice.BinStore;
import tablon.notice.EventStore;
import tablon.notice.LabelStore;
import tablon.notice.LabelsResource;
import tablon.notice.ModerationResource;
import tablon.notice.ModerationStore;
import tablon.notice.NoticeListStore;
import tablon.notice.NoticeResource;
import tablon.notice.NoticeStore;
import tablon.notice.NoticesResource;
import tablon.notice.OwnNoticeStore;
import tablon.notice.ProposalResource;
import tablon.notice.VersionStore;
import tablon.notice.VersionsResource;
import tablon.notice.WithdrawalResource;
import tablon.openapi.OpenApiResource;
import tablon.page.AgendaResource;
import tablon.page.AssetsResource;
import tablon.page.BoardResource;
import tablon.page.EmbedResource;
import tablon.page.FilterParameters;
import tablon.page.FollowResource;
import tablon.page.NoticePageResource;
import tablon.page.NoticesPageResource;
import tablon.page.Overview;
import tablon.page.Pages;
import tablon.page.ProblemPageResource;
import tablon.page.RobotsResource;
import tablon.page.SecurityTxtResource;
import tablon.page.Site;
import tablon.page.SitemapResource;
import tablon.password.Passwords;
import tablon.prototype.Deprecation;
import tablon.prototype.PrototypeResource;
import tablon.session.AccountSessionsResource;
import tablon.session.SessionCookie;
import tablon.session.SessionStore;
import tablon.session.SignIn;
import tablon.storage.CloseStack;
import tablon.storage.Database;
import tablon.text.Language;
import tablon.throttle.AttemptStore;
import tablon.throttle.RateLimits;
import tablon.throttle.WriteLimit;
import tablon.token.BearerTokens;
import tablon.token.TokenResource;
import tablon.token.TokenStore;
import tablon.token.TokensResource;

/** The application: creates every part explicitly, and closes them in reverse order. */
public final class Board implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Board.class);

    private final CloseStack open;
    private final ExchangeFilter exchanges;
    private final RepresentationFilter representations;
    private final ErrorServlet errors;
    private final List<Object> resources;

    private Board(CloseStack open, Settings settings, Clock clock) {
        this.open = open;
        var metrics = metrics();
        open.add(metrics::close);
        open.add(collections(metrics));

        var language = Language.of(settings.boardLocale());
        var database = open.add(Database.open(settings.database(), metrics));
        var administrators = new AdministratorStore(database, clock, settings.adminToken());
        var journal = new JournalStore(database, clock);
        var campuses = new CampusStore(database, journal);
        var notices = new NoticeStore(database, clock, language.tag());
        var versions = new VersionStore(notices, language.tag());
        var bin = new BinStore(notices, language.tag());
        var lists = new NoticeListStore(database, clock, language.tag());
        var events = new EventStore(database, clock, settings.boardZone(), language.tag());
        var labels = new LabelStore(database, clock);
        var filters = new FilterParameters(campuses, labels);
        var moderation = new ModerationStore(database, notices, language.tag());
        var drafts = new DraftStore(database, clock);
        var ownNotices = new OwnNoticeStore(database, clock, language.tag());
        var idempotency = new IdempotencyStore(database, journal, clock);
        var accounts = new AccountStore(database);
        var moderators = new ModeratorStore(database);
        var passwords = open.add(new Passwords());
        var attempts = new AttemptStore(database, clock);
        var limits = new RateLimits(clock);
        var sessions = new SessionStore(database, clock);
        var signIn = new SignIn(accounts, passwords, attempts, sessions);
        var cookie = new SessionCookie(sessions, settings.publicUrl());
        var tokens = new TokenStore(database, clock);
        var audit = new AuditStore(database);
        var codes = new CodeStore(database, clock);
        var enrolment = new Enrolment(journal, accounts, codes, passwords, sessions);
        var bodies = new BodyLimit();

        campuses.ensure(Origin.SETTINGS, settings.campuses());
        if (settings.demo()) {
            new Demo(database, journal, notices, campuses, clock, settings.boardZone()).fill();
        }
        open.add(new Archiver(new ArchiveStore(database, clock, language.tag())).start());
        StartupMessages.print(settings, notices, administrators, codes, clock, LOG);

        UnaryOperator<Instant> nextMoment = now -> nextMoment(lists, now, settings.boardZone());
        var overview = new Overview(database, campuses, lists, nextMoment, clock);
        var site = new Site(
                settings.boardName(), language, settings.legalUrl(), settings.accessibilityUrl(), settings.contact());
        var pages = new Pages(site, overview, moderation, clock, settings.boardZone());
        var problems = new ProblemRenderer(pages, language, settings.publicUrl());
        var signInForm = new SignInForm(pages, bodies, settings.signUp());
        var editor = new Editor(pages, journal, notices, moderation, campuses, drafts, language.tag());
        var cache = new AnswerCache(database, nextMoment, clock, settings.cacheBytes(), metrics);

        this.exchanges = new ExchangeFilter(metrics);
        this.representations = new RepresentationFilter(
                cache, problems, new SecurityHeaders(settings.isPublicOverHttps()), HealthResource.ALWAYS_ANSWERED);
        this.errors = new ErrorServlet(problems);
        this.resources = List.of(
                // providers
                new JsonMapper(),
                new PublicUrlFilter(settings.publicUrl()),
                new Authentication(new BearerTokens(administrators, tokens, attempts), cookie),
                new CrossSite(),
                new Authorization(signInForm),
                new WriteLimit(limits),
                bodies,
                cookie,
                new OneTimeLink.NoReferrer(),
                new Route(),
                new AnswerKey.Recorder(),
                new StreamRecorder(),
                new Deprecation(),
                new ProblemMapper(problems),
                // resources
                new NoticesResource(lists, notices, moderation, campuses, idempotency),
                new NoticeResource(journal, notices, campuses),
                new WithdrawalResource(journal, notices),
                new ProposalResource(journal, notices, moderation, campuses),
                new ModerationResource(journal, moderation),
                new VersionsResource(journal, notices, versions),
                new LabelsResource(journal, labels),
                new CampusesResource(campuses),
                new CampusResource(campuses),
                new CampusModeratorsResource(journal, campuses, moderators),
                new TokensResource(journal, tokens),
                new TokenResource(journal),
                new AccountsResource(accounts),
                new AccountResource(journal, accounts, campuses),
                new AccountSessionsResource(accounts, sessions),
                new ResetResource(journal, codes),
                new InvitationsResource(journal, codes, campuses),
                new InvitationResource(journal),
                new AuditResource(audit, campuses),
                new OpenApiResource(),
                new PrototypeResource(journal, lists, notices, campuses, idempotency, language),
                new StatusResource(),
                new HealthResource(database, settings.ephemeral()),
                new MetricsResource(metrics),
                new BoardResource(pages, lists, campuses, filters),
                new FollowResource(pages, campuses, labels, filters),
                new EmbedResource(pages, lists, events, campuses, filters),
                new AgendaResource(pages, events, campuses, filters),
                new NoticePageResource(pages, notices, campuses),
                new ProblemPageResource(pages),
                new SignInResource(pages, signInForm, signIn, cookie),
                new SignOutResource(pages, sessions, cookie),
                new OwnAccountResource(pages, journal, accounts, passwords, signIn, sessions, cookie),
                new OwnDeletionResource(pages, journal, accounts, signIn, cookie),
                new OwnDataResource(pages, accounts, sessions, tokens, lists, moderation, drafts),
                new TokensPageResource(pages, journal, tokens),
                new SetUpResource(pages, enrolment, codes, campuses, cookie),
                new AcceptResource(pages, enrolment, codes, cookie),
                new NewPasswordResource(pages, enrolment, cookie),
                new SignUpResource(pages, enrolment, cookie, limits, settings.signUp()),
                new PeopleResource(pages, journal, accounts, codes, campuses),
                new PersonResource(pages, journal, accounts, codes, campuses, sessions, cookie),
                new PersonDeletionResource(pages, journal, accounts),
                new CampusesPageResource(pages, campuses),
                new CampusPageResource(pages, journal, campuses, moderators),
                new LabelsPageResource(pages, journal, labels),
                new NewNoticeResource(pages, editor),
                new EditNoticeResource(pages, editor),
                new WithdrawNoticeResource(pages, journal, notices),
                new RestoreNoticeResource(pages, journal, notices),
                new HistoryResource(pages, journal, notices, versions),
                new BinResource(pages, bin),
                new MyNoticesResource(pages, ownNotices, drafts),
                new DraftResource(pages, drafts),
                new ProposalPageResource(pages, journal, moderation),
                new ModerationPageResource(pages, journal, notices, lists, moderation),
                new AuditLogResource(pages, audit, accounts, campuses, attempts),
                new NoticesPageResource(),
                new AssetsResource(),
                new RobotsResource(),
                new SitemapResource(lists, campuses, labels),
                new CalendarResource(events, campuses, filters, site, settings.boardZone()),
                new FeedResource(new Feeds(site, pages, campuses, journal), lists, filters),
                new SecurityTxtResource(settings.contact(), settings.publicUrl(), clock, settings.boardZone()));
    }

    /**
     * Opens the database and creates every part. Leaves nothing open if it fails.
     *
     * @throws tablon.storage.StorageUnavailable with a one-line message for the operator
     */
    public static Board open(Settings settings, Clock clock) {
        var open = new CloseStack();
        try {
            return new Board(open, settings, clock);
        } catch (RuntimeException failed) {
            open.close();
            throw failed;
        }
    }

    /** Adds the filters (outermost first) and servlets to the {@code context} of a servlet container. */
    public void install(ServletContext context) {
        context.setAttribute(Board.class.getName(), this);
        add(context, "exchange", exchanges);
        add(context, "representation", representations);
        // named by class: given an instance, Jersey logs a warning for each resource (eclipse-ee4j/jersey#3700)
        var resources = context.addServlet("resources", ServletContainer.class);
        resources.setInitParameter(ServletProperties.JAXRS_APPLICATION_CLASS, Routes.class.getName());
        add(resources, "/*");
        add(context.addServlet("error", errors), "/error");
    }

    /** Resources and JAX-RS providers. */
    List<Object> resources() {
        return resources;
    }

    @Override
    public void close() {
        open.close();
    }

    /**
     * The first moment after {@code now} at which an answer may change although nothing is written: a notice appears
     * or expires, or midnight changes a date on a page.
     */
    private static Instant nextMoment(NoticeListStore lists, Instant now, ZoneId zone) {
        var midnight =
                LocalDate.ofInstant(now, zone).plusDays(1).atStartOfDay(zone).toInstant();
        return lists.nextMoment(now).filter(moment -> moment.isBefore(midnight)).orElse(midnight);
    }

    private static void add(ServletContext context, String name, Filter filter) {
        var added = context.addFilter(name, filter);
        added.setAsyncSupported(true);
        added.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR), true, "/*");
    }

    private static void add(ServletRegistration.Dynamic servlet, String path) {
        servlet.setAsyncSupported(true);
        servlet.setLoadOnStartup(1);
        servlet.addMapping(path);
    }

    private static PrometheusMeterRegistry metrics() {
        var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new ClassLoaderMetrics().bindTo(metrics);
        new JvmMemoryMetrics().bindTo(metrics);
        new JvmThreadMetrics().bindTo(metrics);
        new ProcessorMetrics().bindTo(metrics);
        new UptimeMetrics().bindTo(metrics);
        Logging.bindTo(metrics);
        var build = Build.current();
        Gauge.builder("tablon.build.info", () -> 1)
                .description("The build that runs")
                .tags("version", build.version(), "revision", build.revision())
                .register(metrics);
        return metrics;
    }

    /** Measures garbage collections until it is closed: the JVM, which outlives an application in Tomcat, notifies it. */
    private static JvmGcMetrics collections(MeterRegistry metrics) {
        var collections = new JvmGcMetrics();
        collections.bindTo(metrics);
        return collections;
    }
}
