package tablon.session;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The names of a browser and of its operating system, as far as its {@code User-Agent} tells: anybody may send anything. Knows
 * the usual ones only.
 */
public record Browser(String name, String system) {
    /** By a part of the {@code User-Agent}. The first one counts: most browsers also claim to be the later ones. */
    private static final Map<String, String> NAMES = ordered(
            "Edg", "Edge",
            "OPR/", "Opera",
            "SamsungBrowser/", "Samsung Internet",
            "FxiOS/", "Firefox",
            "Firefox/", "Firefox",
            "CriOS/", "Chrome",
            "Chrome/", "Chrome",
            "Safari/", "Safari");

    private static final Map<String, String> SYSTEMS = ordered(
            "Windows", "Windows",
            "Android", "Android",
            "iPhone", "iPhone",
            "iPad", "iPad",
            "CrOS", "ChromeOS",
            "Macintosh", "macOS",
            "Linux", "Linux");

    /** Empty if the browser or the system is not known. */
    public static Optional<Browser> of(String userAgent) {
        var system = first(SYSTEMS, userAgent);
        return first(NAMES, userAgent).flatMap(name -> system.map(known -> new Browser(name, known)));
    }

    private static Optional<String> first(Map<String, String> names, String userAgent) {
        return names.entrySet().stream()
                .filter(name -> userAgent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map<String, String> ordered(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (var pair = Arrays.asList(pairs).iterator(); pair.hasNext(); ) {
            map.put(pair.next(), pair.next());
        }
        return map;
    }
}
