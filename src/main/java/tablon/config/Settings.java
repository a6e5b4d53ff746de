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
 * All settings, with their defaults and validation. The README's table lists the same names.
 *
 * @param boardLocale the language of the board's content, and of pages if the client accepts none of ours
 * @param boardZone the time zone of dates on pages
 * @param legalUrl the legal notice of the organisation
 * @param accessibilityUrl its accessibility statement
 * @param contact a mailto or https address
 * @param campuses names by code, in the configured order
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
        boolean demo,
        long cacheBytes,
        boolean ephemeral) {

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

    private static final String DEFAULT_ZONE = "Europe/Madrid";
    private static final int DEFAULT_PORT = 5000;
    private static final long DEFAULT_CACHE_BYTES = 32L * 1024 * 1024;
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
                    value("HOST").orElse("0.0.0.0"),
                    dataDir,
                    database(dataDir),
                    adminToken(),
                    value("BOARD_NAME").orElse("Tablón"),
                    Locale.forLanguageTag(choice("BOARD_LOCALE", List.of("es", "en"))),
                    boardZone(),
                    webAddress("LEGAL_URL"),
                    webAddress("ACCESSIBILITY_URL"),
                    contact(),
                    campuses(),
                    publicUrl(),
                    flag("TRUST_PROXY"),
                    LogFormat.valueOf(
                            choice("LOG_FORMAT", List.of("text", "json")).toUpperCase(Locale.ROOT)),
                    flag("DEMO"),
                    cacheBytes(),
                    value("DYNO").isPresent() && value("DATABASE_URL").isEmpty());
            if (!faults.isEmpty()) {
                throw new InvalidSettings(faults);
            }
            return settings;
        }

        private int port() {
            var port = value("PORT").orElse("DEFAULT");
            if (port.equals("DEFAULT")) {
                return DEFAULT_PORT;
            }
            if (port.matches("\\d{1,5}") && Integer.parseInt(port) <= MAX_PORT) {
                return Integer.parseInt(port);
            }
            return refuse(
                    "PORT",
                    port,
                    "must be a number from 0 to " + MAX_PORT + ", or DEFAULT for " + DEFAULT_PORT,
                    DEFAULT_PORT);
        }

        private long cacheBytes() {
            var bytes = value("CACHE_BYTES").orElse(String.valueOf(DEFAULT_CACHE_BYTES));
            return bytes.matches("\\d{1,12}")
                    ? Long.parseLong(bytes)
                    : refuse(
                            "CACHE_BYTES",
                            bytes,
                            "must be a number of bytes with at most 12 digits; 0 disables the cache",
                            DEFAULT_CACHE_BYTES);
        }

        private Path dataDir() {
            var folder = value("DATA_DIR").orElse("./data");
            try {
                var path = Path.of(folder);
                // Heroku runs a dyno as an arbitrary user and keeps no files
                return value("DYNO").isEmpty() || isWritable(path)
                        ? path
                        : Path.of(System.getProperty("java.io.tmpdir"), "tablon");
            } catch (InvalidPathException invalid) {
                return refuse("DATA_DIR", folder, "must be the path of a folder", Path.of("data"));
            }
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
            var url = value("DATABASE_URL");
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
            var token = value("ADMIN_TOKEN");
            if (token.isPresent() && !token.get().matches("[\\x21-\\x7E]{" + MIN_ADMIN_TOKEN_LENGTH + ",}")) {
                faults.add("ADMIN_TOKEN (not shown) must have at least " + MIN_ADMIN_TOKEN_LENGTH
                        + " visible ASCII characters and no spaces");
            }
            return token;
        }

        private Map<String, String> campuses() {
            var campuses = new LinkedHashMap<String, String>();
            for (var entry : value("CAMPUSES").orElse("").split(",")) {
                if (entry.isBlank()) {
                    continue;
                }
                var parts = entry.split("=", 2);
                var code = Normalizer.normalize(parts[0].strip(), Normalizer.Form.NFC);
                var name = parts.length == 2 ? parts[1].strip() : "";
                if (!code.matches("[\\p{L}\\p{N}-]{1," + MAX_CAMPUS_CODE_LENGTH + "}") || name.isEmpty()) {
                    refuse(
                            "CAMPUSES",
                            entry.strip(),
                            "must be CODE=Name; a code has 1 to " + MAX_CAMPUS_CODE_LENGTH
                                    + " letters, digits or hyphens; commas separate several campuses",
                            code);
                    continue;
                }
                campuses.put(code, name);
            }
            return campuses;
        }

        private ZoneId boardZone() {
            var zone = value("BOARD_ZONE").orElse(DEFAULT_ZONE);
            try {
                return ZoneId.of(zone);
            } catch (DateTimeException unknown) {
                return refuse("BOARD_ZONE", zone, "must be a time zone such as Atlantic/Canary", ZoneOffset.UTC);
            }
        }

        private Optional<URI> webAddress(String name) {
            return value(name).map(text -> web(text)
                    .orElseGet(() -> refuse(name, text, "must be an http or https address", URI.create("/"))));
        }

        private Optional<URI> contact() {
            return value("CONTACT").map(text -> {
                boolean mail = text.matches("[\\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\\w.-]{1,255}");
                return (mail ? mailto(text) : web(text).filter(Reader::isHttps))
                        .orElseGet(() -> refuse(
                                "CONTACT", text, "must be an e-mail address or an https address", URI.create("/")));
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
            return value("PUBLIC_URL").map(text -> {
                var url = web(text).filter(address -> address.getQuery() == null && address.getFragment() == null);
                return url.isPresent()
                        ? URI.create(text.replaceAll("/+$", ""))
                        : refuse(
                                "PUBLIC_URL",
                                text,
                                "must be an http or https address without query and fragment, such as"
                                        + " https://tablon.example.org",
                                URI.create("/"));
            });
        }

        private boolean flag(String name) {
            return Boolean.parseBoolean(choice(name, List.of("false", "true")));
        }

        /** One of {@code choices}; the first one is the default. */
        private String choice(String name, List<String> choices) {
            var text = value(name).orElse(choices.get(0));
            var lower = text.toLowerCase(Locale.ROOT);
            return choices.contains(lower)
                    ? lower
                    : refuse(name, text, "must be one of: " + String.join(", ", choices), choices.get(0));
        }

        private Optional<String> value(String name) {
            return Optional.ofNullable(source.value(name)).map(String::strip).filter(text -> !text.isEmpty());
        }

        /** Records a fault; returns {@code placeholder}, so that reading can continue. */
        private <T> T refuse(String name, String value, String accepted, T placeholder) {
            faults.add(name + "=" + value.replaceAll("\\p{Cntrl}", "?") + " " + accepted);
            return placeholder;
        }
    }
}
