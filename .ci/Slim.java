import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.DebugElementsOption;
import java.lang.classfile.ClassFile.LineNumbersOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Makes jars of others smaller without taking anything that runs: what only a debugger shows, constants that nothing
 * names any more, and some files. A frame of a stack trace still names its class and method; ours, which are not rewritten,
 * also their line. Entries keep their order and get one moment, so that the same jar comes out each time.
 *
 * <p>usage: java Slim.java SECONDS_SINCE_1970 JAR...
 */
public class Slim {
    /** SQLite's libraries for all platforms, one of which is laid out elsewhere; Maven's files; PostgreSQL's own words
     * in other languages than English. */
    private static final Pattern LEFT_OUT =
            Pattern.compile("org/sqlite/native/.*|META-INF/maven/.*|org/postgresql/translation/.*");

    private final LocalDateTime moment;
    private final ClassFile sameConstants =
            ClassFile.of(DebugElementsOption.DROP_DEBUG, LineNumbersOption.DROP_LINE_NUMBERS);
    private final ClassFile newConstants;

    private Slim(LocalDateTime moment, ClassLoader jars) {
        this.moment = moment;
        // to write constants anew is to describe the stack anew, for which supertypes are looked up
        this.newConstants = sameConstants.withOptions(
                ConstantPoolSharingOption.NEW_POOL,
                ClassHierarchyResolverOption.of(
                        ClassHierarchyResolver.ofResourceParsing(jars).cached()));
    }

    public static void main(String[] arguments) throws IOException {
        var jars = new ArrayList<Path>();
        var addresses = new ArrayList<URL>();
        for (int i = 1; i < arguments.length; i++) {
            jars.add(Path.of(arguments[i]));
            addresses.add(Path.of(arguments[i]).toUri().toURL());
        }
        var moment = LocalDateTime.ofInstant(Instant.ofEpochSecond(Long.parseLong(arguments[0])), ZoneOffset.UTC);
        try (var loader = new URLClassLoader(addresses.toArray(URL[]::new))) {
            var slim = new Slim(moment, loader);
            for (var jar : jars) {
                slim.rewrite(jar);
            }
        }
        // only now, since each is read while another is written
        for (var jar : jars) {
            Files.move(slimmed(jar), jar, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Path slimmed(Path jar) {
        return jar.resolveSibling(jar.getFileName() + ".slim");
    }

    private void rewrite(Path jar) throws IOException {
        try (var in = new ZipFile(jar.toFile());
                var out = new ZipOutputStream(Files.newOutputStream(slimmed(jar)))) {
            out.setLevel(Deflater.BEST_COMPRESSION);
            for (var entry : Collections.list(in.entries())) {
                var name = entry.getName();
                if (LEFT_OUT.matcher(name).matches()) {
                    continue;
                }
                var copy = new ZipEntry(name);
                copy.setTimeLocal(moment);
                // a folder's entry stays: whoever looks for what lies in it finds it by that
                out.putNextEntry(copy);
                var bytes = in.getInputStream(entry).readAllBytes();
                out.write(name.endsWith(".class") && !name.endsWith("module-info.class") ? slim(bytes) : bytes);
            }
        }
    }

    private byte[] slim(byte[] bytes) {
        try {
            return rewrite(newConstants, bytes);
        } catch (IllegalArgumentException unknown) {
            // of a class that is not here: an adapter to a library that we do not have
            return rewrite(sameConstants, bytes);
        }
    }

    private static byte[] rewrite(ClassFile way, byte[] bytes) {
        return way.transformClass(
                way.parse(bytes), ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL));
    }
}
