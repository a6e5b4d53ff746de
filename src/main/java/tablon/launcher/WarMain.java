package tablon.launcher;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What {@code java -jar tablon.war} starts: unpacks the WAR and calls {@link Main} on one class path, that of the
 * application and that of Jetty together. It lies at the WAR's root, where nothing but the JDK is there.
 */
public final class WarMain {
    private WarMain() {}

    public static void main(String[] arguments) throws Throwable {
        var war = Path.of(WarMain.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        var folder = unpack(war);
        var loader = new URLClassLoader("tablon", jars(folder), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        Runnable last = () -> delete(folder);
        try {
            loader.loadClass("tablon.launcher.Main")
                    .getMethod("run", String[].class, Runnable.class)
                    .invoke(null, arguments, last);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private static Path unpack(Path war) throws IOException {
        var folder = Files.createTempDirectory("tablon-").toRealPath();
        try (var zip = new ZipFile(war.toFile())) {
            for (var entries = zip.entries(); entries.hasMoreElements(); ) {
                extract(zip, entries.nextElement(), folder);
            }
        }
        return folder;
    }

    private static void extract(ZipFile zip, ZipEntry entry, Path folder) throws IOException {
        var target = folder.resolve(entry.getName()).normalize();
        if (entry.isDirectory() || !target.startsWith(folder)) {
            return;
        }
        Files.createDirectories(target.getParent());
        try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, target);
        }
    }

    private static URL[] jars(Path folder) throws IOException {
        List<URL> jars = new ArrayList<>();
        for (var part : List.of("WEB-INF/lib", "WEB-INF/jetty")) {
            var files = folder.resolve(part).toFile().listFiles((in, name) -> name.endsWith(".jar"));
            for (File jar : files == null ? new File[0] : files) {
                jars.add(jar.toURI().toURL());
            }
        }
        return jars.toArray(URL[]::new);
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            // what lies in a folder goes before it
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException leftOver) {
            // what is still there is one more temporary file of the system's
        }
    }
}
