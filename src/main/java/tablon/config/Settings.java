package tablon.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values of all settings, validated. {@link Setting} lists their names and defaults.
 *
 * @param boardLocale the language of the board's content, and of pages if the client accepts none of ours
 * @param boardZone the time zone of dates on pages
 * @param legalUrl the legal notice of the organisation
 * @param accessibilityUrl its accessibility statement
 * @param contact a mailto or https address
 * @param campuses names by code, in the configured order
 * @param signUp whether people may make an account by themselves
 * @param cacheBytes maximum memory for cached responses, in bytes; 0 disables the cache
 * @param ephemeral whether a restart deletes all data: the platform keeps no files and {@code DATABASE_URL} is not set
 */
public record Settings(
        int port,
        String host,
        Path dataDir,
        DatabaseAddress database,
        Optional<String> adminToken,
        String boardName,
        Locale boardLocale,
        ZoneId boardZone,
        Optional<URI> legalUrl,
        Optional<URI> accessibilityUrl,
        Optional<URI> contact,
        Map<String, String> campuses,
        Optional<URI> publicUrl,
        boolean trustProxy,
        LogFormat logFormat,
        boolean signUp,
        boolean demo,
        long cacheBytes,
        boolean ephemeral) {

    /** The address of the board for its operator, without a slash at the end: {@code PUBLIC_URL}, or on this machine. */
    public String address() {
        return publicUrl.map(URI::toString).orElse("http://localhost:" + port);
    }

    /** Whether {@code PUBLIC_URL} is an https address. */
    public boolean isPublicOverHttps() {
        return publicUrl
                .filter(url -> url.getScheme().equalsIgnoreCase("https"))
                .isPresent();
    }

    /** The format of log lines. */
    public enum LogFormat {
        TEXT,
        JSON
    }

    /** A source of settings, such as the environment. */
    @FunctionalInterface
    public interface Source {
        /** The value of a setting; null if it is not set. */
        @Nullable
        String value(String name);
    }

    private static final int MAX_PORT = 65_535;
    private static final int MIN_ADMIN_TOKEN_LENGTH = 20;
    private static final int MAX_CAMPUS_CODE_LENGTH = 32;

    /**
     * The settings of this process. An environment variable takes precedence over the system property of the same name.
     *
     * @throws InvalidSettings if any value is invalid; the message names all of them
     */
    public static Settings ofProcess() {
        return ofProcess(name -> null);
    }

    /** The same as {@link #ofProcess()}, with {@code fallback} for settings that are in neither place. */
    public static Settings ofProcess(Source fallback) {
        return of(name -> {
            var environment = System.getenv(name);
            if (environment != null) {
                return environment;
            }
            var property = System.getProperty(name);
            return property != null ? property : fallback.value(name);
        });
    }

    /**
     * The settings of {@code source}. A blank value counts as not set.
     *
     * @throws InvalidSettings if any value is invalid; the message names all of them
     */
    public static Settings of(Source source) {
        return new Reader(source).settings();
    }

    /** Reads each setting once and collects the faults, so that one error reports all of them. */
    private static final class Reader {
        private final Source source;
        private final List<String> faults = new ArrayList<>();

        Reader(Source source) {
            this.source = source;
        }

        Settings settings() {
            var dataDir = dataDir();
            var settings = new Settings(
                    port(),
                    text(Setting.HOST),
                    dataDir,
                    database(dataDir),
                    adminToken(),
                    text(Setting.BOARD_NAME),
                    Locale.forLanguageTag(choice(Setting.BOARD_LOCALE, List.of("es", "en"))),
                    boardZone(),
                    webAddress(Setting.LEGAL_URL),
                    webAddress(Setting.ACCESSIBILITY_URL),
                    contact(),
                    campuses(),
                    publicUrl(),
                    flag(Setting.TRUST_PROXY),
                    LogFormat.valueOf(
                            choice(Setting.LOG_FORMAT, List.of("text", "json")).toUpperCase(Locale.ROOT)),
                    choice(Setting.SIGNUP, List.of("closed", "open")).equals("open"),
                    flag(Setting.DEMO),
                    cacheBytes(),
                    isDyno() && value(Setting.DATABASE_URL).isEmpty());
            if (!faults.isEmpty()) {
                throw new InvalidSettings(faults);
            }
            return settings;
        }

        private int port() {
            var port = text(Setting.PORT);
            if (port.equals("DEFAULT")) {
                return Integer.parseInt(Setting.PORT.defaultValue());
            }
            return port.matches("\\d{1,5}") && Integer.parseInt(port) <= MAX_PORT
                    ? Integer.parseInt(port)
                    : refuse(Setting.PORT, port, 0);
        }

        private long cacheBytes() {
            var bytes = text(Setting.CACHE_BYTES);
            return bytes.matches("\\d{1,12}") ? Long.parseLong(bytes) : refuse(Setting.CACHE_BYTES, bytes, 0L);
        }

        private Path dataDir() {
            var folder = text(Setting.DATA_DIR);
            try {
                var path = Path.of(folder);
                // Heroku runs a dyno as an arbitrary user and keeps no files
                return !isDyno() || isWritable(path) ? path : Path.of(System.getProperty("java.io.tmpdir"), "tablon");
            } catch (InvalidPathException invalid) {
                return refuse(Setting.DATA_DIR, folder, Path.of("data"));
            }
        }

        /** Heroku sets this variable. */
        private boolean isDyno() {
            return value("DYNO").isPresent();
        }

        /** Whether files can be created in the folder; if it does not exist, in its nearest existing parent. */
        private static boolean isWritable(Path folder) {
            for (Path path = folder.toAbsolutePath(); path != null; path = path.getParent()) {
                if (Files.exists(path)) {
                    return Files.isDirectory(path) && Files.isWritable(path);
                }
            }
            return false;
        }

        private DatabaseAddress database(Path dataDir) {
            var sqlite = new DatabaseAddress.Sqlite(dataDir.resolve("tablon.db"));
            var url = value(Setting.DATABASE_URL);
            if (url.isEmpty()) {
                return sqlite;
            }
            try {
                return DatabaseAddress.postgresql(url.get());
            } catch (IllegalArgumentException invalid) {
                faults.add("DATABASE_URL (not shown, it may contain a password) " + invalid.getMessage());
                return sqlite;
            }
        }

        private Optional<String> adminToken() {
            var token = value(Setting.ADMIN_TOKEN);
            if (token.isPresent() && !token.get().matches("[\\x21-\\x7E]{" + MIN_ADMIN_TOKEN_LENGTH + ",}")) {
                faults.add("ADMIN_TOKEN (not shown) must be " + Setting.ADMIN_TOKEN.accepted());
            }
            return token;
        }

        private Map<String, String> campuses() {
            var campuses = new LinkedHashMap<String, String>();
            for (var entry : text(Setting.CAMPUSES).split(",")) {
                if (entry.isBlank()) {
                    continue;
                }
                var parts = entry.split("=", 2);
                var code = Normalizer.normalize(parts[0].strip(), Normalizer.Form.NFC);
                var name = parts.length == 2 ? parts[1].strip() : "";
                if (!code.matches("[\\p{L}\\p{N}-]{1," + MAX_CAMPUS_CODE_LENGTH + "}") || name.isEmpty()) {
                    refuse(Setting.CAMPUSES, entry.strip(), code);
                    continue;
                }
                campuses.put(code, name);
            }
            return campuses;
        }

        private ZoneId boardZone() {
            var zone = text(Setting.BOARD_ZONE);
            try {
                return ZoneId.of(zone);
            } catch (DateTimeException unknown) {
                return refuse(Setting.BOARD_ZONE, zone, ZoneOffset.UTC);
            }
        }

        private Optional<URI> webAddress(Setting setting) {
            return value(setting).map(text -> web(text).orElseGet(() -> refuse(setting, text, URI.create("/"))));
        }

        private Optional<URI> contact() {
            return value(Setting.CONTACT).map(text -> {
                boolean mail = text.matches("[\\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\\w.-]{1,255}");
                return (mail ? mailto(text) : web(text).filter(Reader::isHttps))
                        .orElseGet(() -> refuse(Setting.CONTACT, text, URI.create("/")));
            });
        }

        private static boolean isHttps(URI address) {
            return address.getScheme().equalsIgnoreCase("https");
        }

        private static Optional<URI> mailto(String address) {
            try {
                return Optional.of(new URI("mailto", address, null));
            } catch (URISyntaxException invalid) {
                return Optional.empty();
            }
        }

        private static Optional<URI> web(String text) {
            try {
                var address = new URI(text);
                boolean web =
                        "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
                return Optional.of(address).filter(url -> web && url.getHost() != null);
            } catch (URISyntaxException invalid) {
                return Optional.empty();
            }
        }

        private Optional<URI> publicUrl() {
            return value(Setting.PUBLIC_URL).map(text -> {
                var url = web(text).filter(address -> address.getQuery() == null && address.getFragment() == null);
                return url.isPresent()
                        ? URI.create(text.replaceAll("/+$", ""))
                        : refuse(Setting.PUBLIC_URL, text, URI.create("/"));
            });
        }

        private boolean flag(Setting setting) {
            return Boolean.parseBoolean(choice(setting, List.of("false", "true")));
        }

        private String choice(Setting setting, List<String> choices) {
            var text = text(setting);
            var lower = text.toLowerCase(Locale.ROOT);
            return choices.contains(lower) ? lower : refuse(setting, text, choices.get(0));
        }

        private String text(Setting setting) {
            return value(setting).orElse(setting.defaultValue());
        }

        private Optional<String> value(Setting setting) {
            return value(setting.name());
        }

        private Optional<String> value(String name) {
            return Optional.ofNullable(source.value(name)).map(String::strip).filter(text -> !text.isEmpty());
        }

        /** Records a fault; returns {@code placeholder}, so that reading can continue. */
        private <T> T refuse(Setting setting, String value, T placeholder) {
            faults.add(setting + "=" + value.replaceAll("\\p{Cntrl}", "?") + " must be " + setting.accepted());
            return placeholder;
        }
    }
}
