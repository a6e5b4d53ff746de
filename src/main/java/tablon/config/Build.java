package tablon.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * The build that runs, as Maven noted it.
 *
 * @param revision the commit; {@code unknown} unless the build was given one
 */
public record Build(String version, String revision) {

    public static Build current() {
        var properties = new Properties();
        try (var file = Build.class.getResourceAsStream("build.properties")) {
            properties.load(Objects.requireNonNull(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Build(properties.getProperty("version", ""), properties.getProperty("revision", ""));
    }
}
