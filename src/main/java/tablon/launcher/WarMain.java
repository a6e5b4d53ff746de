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
 * The main class of {@code java -jar tablon.war}: unpacks the WAR and calls {@link Main} on one class path with the
 * libraries of the application and of Jetty. This class is at the WAR's root and can use only the JDK.
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
        Runnable deleteFolder = () -> delete(folder);
        try {
            loader.loadClass("tablon.launcher.Main")
                    .getMethod("run", String[].class, Runnable.class)
                    .invoke(null, arguments, deleteFolder);
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
            // contents before their folder
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException ignored) {
            // the files that remain are in the temporary directory, which the operating system cleans
        }
    }
}
