package tablon.it;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tablon.testing.Client;

/** A board that runs in its own {@code java -jar tablon.war} process, on a free port. */
final class LaunchedBoard implements AutoCloseable {
    static final String TOKEN = "the-token-of-these-tests";

    private static final Path WAR = Path.of(System.getProperty("tablon.war", "target/tablon.war"));
    private static final List<String> IMAGE_MEMORY_LIMITS = List.of(
            "-Xmx160m",
            "-XX:+UseSerialGC",
            "-XX:NewRatio=1",
            "-XX:SurvivorRatio=1",
            "-XX:TargetSurvivorRatio=95",
            "-XX:MaxDirectMemorySize=48m",
            "-XX:MaxMetaspaceSize=96m",
            "-XX:+ExitOnOutOfMemoryError");
    private static final Pattern SERVING = Pattern.compile("Serving at (http://[0-9.:]+)");

    private final Program program;
    private final URI address;

    private LaunchedBoard(Program program, URI address) {
        this.program = program;
        this.address = address;
    }

    /** Starts a board with the campus UGR and {@link #TOKEN}; returns when it is ready. */
    static LaunchedBoard start(Path folder, Map<String, String> settings) {
        var all = new HashMap<>(Map.of("ADMIN_TOKEN", TOKEN, "CAMPUSES", "UGR=Universidad de Granada"));
        all.putAll(settings);
        return await(launch(folder, all, "serve"));
    }

    /** The same as {@link #start}, with the memory limits of the image; ends on an {@code OutOfMemoryError}. */
    static LaunchedBoard startWithImageMemory(Path folder, Map<String, String> settings) {
        var all = new HashMap<>(Map.of("ADMIN_TOKEN", TOKEN, "CAMPUSES", "UGR=Universidad de Granada"));
        all.putAll(settings);
        var command = new ArrayList<>(IMAGE_MEMORY_LIMITS);
        command.addAll(List.of("-jar", WAR.toString(), "serve"));
        return await(Program.java(command, environment(folder, all), folder));
    }

    /** Starts {@code java -jar tablon.war} with these arguments, {@code settings} and those of {@link #environment}. */
    static Program launch(Path folder, Map<String, String> settings, String... arguments) {
        var command = new ArrayList<>(List.of("-jar", WAR.toString()));
        command.addAll(List.of(arguments));
        return Program.java(command, environment(folder, settings), folder);
    }

    /** {@code settings}, with defaults for a board that uses {@code folder} and listens on a free loopback port. */
    static Map<String, String> environment(Path folder, Map<String, String> settings) {
        var environment = new HashMap<>(Map.of(
                "HOST",
                "127.0.0.1",
                "PORT",
                "0",
                "DATA_DIR",
                folder.resolve("data").toString()));
        environment.putAll(settings);
        return environment;
    }

    /** Waits until the board of {@code program} is ready. */
    static LaunchedBoard await(Program program) {
        try {
            var address =
                    Eventually.get(() -> "the board listens; output:\n" + program.output(), () -> address(program));
            var board = new LaunchedBoard(program, address);
            Eventually.holds(() -> "the board is ready; output:\n" + program.output(), board::isReady);
            return board;
        } catch (AssertionError | RuntimeException failed) {
            program.close();
            throw failed;
        }
    }

    URI address() {
        return address;
    }

    Program program() {
        return program;
    }

    Client reader() {
        return new Client(address.resolve("/"), exchange -> {});
    }

    Client administrator() {
        return reader().withToken(TOKEN);
    }

    boolean isReady() {
        return Eventually.succeeds(() -> reader().get("health/ready").status() == 200);
    }

    @Override
    public void close() {
        program.close();
    }

    private static Optional<URI> address(Program program) {
        var serving = SERVING.matcher(program.out());
        if (serving.find()) {
            return Optional.of(URI.create(serving.group(1)));
        }
        if (!program.isRunning()) {
            throw new AssertionError("the process ended with " + program.exitCode() + ":\n" + program.output());
        }
        return Optional.empty();
    }
}
