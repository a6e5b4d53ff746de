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

/** A Java process that a test starts, and its output. {@link #close} kills it. */
final class Program implements AutoCloseable {
    private static final Set<String> KEPT_ENVIRONMENT = Set.of("PATH", "HOME", "LD_LIBRARY_PATH");
    /** For a fast start: the processes run for only a few seconds. */
    private static final List<String> JVM_OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-Duser.language=en");

    private static final int TIMEOUT_SECONDS = 60;

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
     * @param arguments options of the JVM, the WAR or main class, and its arguments
     * @param environment the whole environment except {@link #KEPT_ENVIRONMENT}
     * @param folder for temporary files and output; created if it does not exist
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

    /** The standard output so far. */
    String out() {
        return read(out);
    }

    /** The standard error so far. */
    String err() {
        return read(err);
    }

    /** The standard output and the standard error so far. */
    String output() {
        return out() + err();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Waits until the process has ended. */
    int exitCode() {
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("still running after " + TIMEOUT_SECONDS + " s:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Sends SIGKILL and waits until the process has ended. */
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
