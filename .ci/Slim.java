import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Makes jars smaller without taking anything that runs: the names of local variables, which a debugger would show, and
 * SQLite's libraries for all platforms, one of which is laid out elsewhere. Line numbers stay, for stack traces. Entries
 * keep their order and get one moment, so that the same jar comes out each time.
 *
 * <p>usage: java Slim.java SECONDS_SINCE_1970 JAR...
 */
public class Slim {
    private static final ClassFile CLASSES = ClassFile.of(ClassFile.DebugElementsOption.DROP_DEBUG);

    public static void main(String[] arguments) throws IOException {
        var moment = LocalDateTime.ofInstant(Instant.ofEpochSecond(Long.parseLong(arguments[0])), ZoneOffset.UTC);
        for (int i = 1; i < arguments.length; i++) {
            rewrite(Path.of(arguments[i]), moment);
        }
    }

    private static void rewrite(Path jar, LocalDateTime moment) throws IOException {
        var slim = jar.resolveSibling(jar.getFileName() + ".slim");
        try (var in = new ZipFile(jar.toFile());
                var out = new ZipOutputStream(Files.newOutputStream(slim))) {
            out.setLevel(Deflater.BEST_COMPRESSION);
            for (var entry : Collections.list(in.entries())) {
                var name = entry.getName();
                if (name.startsWith("org/sqlite/native/")) {
                    continue;
                }
                var copy = new ZipEntry(name);
                copy.setTimeLocal(moment);
                // a folder's entry stays: whoever looks for what lies in it finds it by that
                out.putNextEntry(copy);
                out.write(withoutVariables(name, in.getInputStream(entry).readAllBytes()));
            }
        }
        Files.move(slim, jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] withoutVariables(String name, byte[] bytes) {
        if (!name.endsWith(".class") || name.endsWith("module-info.class")) {
            return bytes;
        }
        return CLASSES.transformClass(
                CLASSES.parse(bytes), ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL));
    }
}
