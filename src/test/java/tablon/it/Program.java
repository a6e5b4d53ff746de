package tablon.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A Java process that a test starts, and what it says. It ends with the test at the latest. */
final class Program implements AutoCloseable {
    private static final Set<String> KEPT_ENVIRONMENT = Set.of("PATH", "HOME", "LD_LIBRARY_PATH");
    /** A process lives for seconds here: starting fast is worth more than running fast. */
    private static final List<String> JVM_OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-Duser.language=en");

    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path out;
    private final Path err;

    private Program(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts a JVM.
     *
     * @param arguments options of the JVM, what it runs, and what that is told
     * @param environment all of it, besides the path to find programs
     * @param folder of temporary files and output; made where it is missing
     */
    static Program java(List<String> arguments, Map<String, String> environment, Path folder) {
        try {
            var temporary = Files.createDirectories(folder.resolve("tmp"));
            var out = Files.createTempFile(folder, "out-", ".txt");
            var err = Files.createTempFile(folder, "err-", ".txt");
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(JVM_OPTIONS);
            command.add("-Djava.io.tmpdir=" + temporary);
            command.addAll(arguments);
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().keySet().retainAll(KEPT_ENVIRONMENT);
            builder.environment().put("LC_ALL", "C.UTF-8");
            builder.environment().putAll(environment);
            return new Program(builder.start(), out, err);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What it wrote to the standard output so far. */
    String out() {
        return read(out);
    }

    /** What it wrote to the standard error so far. */
    String err() {
        return read(err);
    }

    /** All that it wrote so far. */
    String said() {
        return out() + err();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Waits until it has ended. */
    int exitCode() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("still running after " + PATIENCE_SECONDS + " s:\n" + said());
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Asks it to end: SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Ends it at once: SIGKILL. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    @Override
    public void close() {
        kill();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
