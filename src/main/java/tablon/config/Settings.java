package tablon.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an operator can set, with its default and its check. The README's table lists the same names.
 *
 * @param campuses code to name, in the order given
 * @param cacheBytes how much memory finished answers may take; 0 for none
 * @param ephemeral whether the platform forgets the file system at each restart and no database is named
 */
public record Settings(
        int port,
        String host,
        Path dataDir,
        DatabaseAddress database,
        Optional<String> adminToken,
        String boardName,
        Locale boardLocale,
        Map<String, String> campuses,
        Optional<URI> publicUrl,
        boolean trustProxy,
        LogFormat logFormat,
        boolean demo,
        long cacheBytes,
        boolean ephemeral) {

    /** Whether readers reach the board over https, as {@code PUBLIC_URL} says. */
    public boolean isPublicOverHttps() {
        return publicUrl
                .filter(url -> url.getScheme().equalsIgnoreCase("https"))
                .isPresent();
    }

    /** How a log line looks. */
    public enum LogFormat {
        TEXT,
        JSON
    }

    /** Where settings come from. */
    @FunctionalInterface
    public interface Source {
        /** The value of a setting; null where it has none. */
        @Nullable
        String value(String name);
    }

    private static final int DEFAULT_PORT = 5000;
    private static final long DEFAULT_CACHE_BYTES = 32L * 1024 * 1024;
    private static final int SHORTEST_ADMIN_TOKEN = 20;
    private static final int LONGEST_CAMPUS_CODE = 32;

    /**
     * The settings of this process: the environment first, then system properties of the same names.
     *
     * @throws BadSettings naming every setting that is wrong
     */
    public static Settings ofProcess() {
        return ofProcess(name -> null);
    }

    /** As {@link #ofProcess()}, and where neither names a value, what {@code last} says. */
    public static Settings ofProcess(Source last) {
        return of(name -> {
            var environment = System.getenv(name);
            if (environment != null) {
                return environment;
            }
            var property = System.getProperty(name);
            return property != null ? property : last.value(name);
        });
    }

    /**
     * The settings that {@code source} names; a blank value counts as unset.
     *
     * @throws BadSettings naming every setting that is wrong
     */
    public static Settings of(Source source) {
        return new Reader(source).settings();
    }

    /** Reads each setting once and remembers what was wrong, so that all faults are told together. */
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
                    campuses(),
                    publicUrl(),
                    flag("TRUST_PROXY"),
                    LogFormat.valueOf(
                            choice("LOG_FORMAT", List.of("text", "json")).toUpperCase(Locale.ROOT)),
                    flag("DEMO"),
                    cacheBytes(),
                    value("DYNO").isPresent() && value("DATABASE_URL").isEmpty());
            if (!faults.isEmpty()) {
                throw new BadSettings(faults);
            }
            return settings;
        }

        private int port() {
            var port = value("PORT").orElse("DEFAULT");
            if (port.equals("DEFAULT")) {
                return DEFAULT_PORT;
            }
            if (port.matches("\\d{1,5}") && Integer.parseInt(port) <= 65_535) {
                return Integer.parseInt(port);
            }
            return refuse("PORT", port, "must be a number from 0 to 65535, or DEFAULT for 5000", DEFAULT_PORT);
        }

        private long cacheBytes() {
            var bytes = value("CACHE_BYTES").orElse(String.valueOf(DEFAULT_CACHE_BYTES));
            return bytes.matches("\\d{1,12}")
                    ? Long.parseLong(bytes)
                    : refuse("CACHE_BYTES", bytes, "must be a number of bytes, 0 for no cache", DEFAULT_CACHE_BYTES);
        }

        private Path dataDir() {
            var folder = value("DATA_DIR").orElse("./data");
            try {
                var path = Path.of(folder);
                // a dyno runs us as anybody, and keeps no file anyway
                return value("DYNO").isEmpty() || isWritable(path)
                        ? path
                        : Path.of(System.getProperty("java.io.tmpdir"), "tablon");
            } catch (InvalidPathException impossible) {
                return refuse("DATA_DIR", folder, "must be the path of a folder", Path.of("data"));
            }
        }

        /** Whether files can be made in the folder, or, where it is not there yet, in the one that it will lie in. */
        private static boolean isWritable(Path folder) {
            for (Path place = folder.toAbsolutePath(); place != null; place = place.getParent()) {
                if (Files.exists(place)) {
                    return Files.isDirectory(place) && Files.isWritable(place);
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
            } catch (IllegalArgumentException wrong) {
                faults.add("DATABASE_URL (not shown, it may hold a password) " + wrong.getMessage());
                return sqlite;
            }
        }

        private Optional<String> adminToken() {
            var token = value("ADMIN_TOKEN");
            if (token.isPresent() && !token.get().matches("[\\x21-\\x7E]{" + SHORTEST_ADMIN_TOKEN + ",}")) {
                faults.add("ADMIN_TOKEN (not shown) must have " + SHORTEST_ADMIN_TOKEN
                        + " characters or more, all of them visible ASCII without blanks");
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
                if (!code.matches("[\\p{L}\\p{N}-]{1," + LONGEST_CAMPUS_CODE + "}") || name.isEmpty()) {
                    refuse(
                            "CAMPUSES",
                            entry.strip(),
                            "must be CODE=Name pairs parted by commas, a code of letters, digits and -, up to "
                                    + LONGEST_CAMPUS_CODE,
                            code);
                    continue;
                }
                campuses.put(code, name);
            }
            return campuses;
        }

        private Optional<URI> publicUrl() {
            return value("PUBLIC_URL").map(text -> {
                try {
                    var url = new URI(text);
                    var web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
                    if (web && url.getHost() != null && url.getQuery() == null && url.getFragment() == null) {
                        return URI.create(text.replaceAll("/+$", ""));
                    }
                } catch (URISyntaxException unreadable) {
                    // told below, like any other address that is not one
                }
                return refuse(
                        "PUBLIC_URL", text, "must be an address such as https://tablon.example.org", URI.create("/"));
            });
        }

        private boolean flag(String name) {
            return Boolean.parseBoolean(choice(name, List.of("false", "true")));
        }

        /** One of {@code choices}, the first of them by default. */
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

        private <T> T refuse(String name, String value, String right, T instead) {
            faults.add(name + "=" + value.replaceAll("\\p{Cntrl}", "?") + " " + right);
            return instead;
        }
    }
}
