package tablon.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tablon.testing.Client;

/** A real Tomcat that is started as its scripts do and deploys our WAR. */
final class Tomcat implements AutoCloseable {
    private static final Path WAR = Path.of(System.getProperty("tablon.war", "target/tablon.war"));
    private static final Path DISTRIBUTIONS = Path.of(System.getProperty("tablon.tomcats", "target/tomcats"));
    /** The options of Tomcat's scripts that let it detect memory leaks of stopped applications. */
    private static final List<String> LEAK_DETECTION_OPTIONS = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED");

    /** Part of the log line that Tomcat writes after each deployment. */
    private static final String DEPLOYED = "Deployment of ";

    private final Path base;
    private final Path war;
    private final int port;
    private final Program program;

    private Tomcat(Path base, Path war, int port, Program program) {
        this.base = base;
        this.war = war;
        this.port = port;
        this.program = program;
    }

    /** Configures a Tomcat before it starts. */
    static final class Builder {
        private final String version;
        private final Path base;
        private final int port = Ports.free();
        private final List<String> options = new ArrayList<>();

        /** @param major version of the distribution that the build unpacks: 10 or 11 */
        Builder(int major, Path base) {
            this.version = System.getProperty("tablon.tomcat" + major, "");
            this.base = base;
            copyConfiguration();
            edit(
                    "port=\"8005\"", "port=\"-1\"",
                    "port=\"8080\"", "port=\"" + port + "\" address=\"127.0.0.1\"",
                    "<Engine ", "<Engine backgroundProcessorDelay=\"1\" ");
        }

        /** Passes settings as system properties. */
        Builder properties(Map<String, String> settings) {
            settings.forEach((name, value) -> options.add("-D" + name + "=" + value));
            return this;
        }

        /** Passes settings as context parameters of the application {@code name}. */
        Builder parameters(String name, Map<String, String> settings) {
            var context = new StringBuilder("<Context>\n");
            settings.forEach((key, value) -> context.append("<Parameter name=\"%s\" value=\"%s\" override=\"false\"/>\n"
                    .formatted(key, value.replace("&", "&amp;"))));
            write("conf/Catalina/localhost/" + name + ".xml", context + "</Context>\n");
            return this;
        }

        /** Adds the documented valve: Tomcat's own errors then show neither version nor stack trace. */
        Builder withErrorReportValve() {
            return edit(
                    "</Host>",
                    "<Valve className=\"org.apache.catalina.valves.ErrorReportValve\""
                            + " showReport=\"false\" showServerInfo=\"false\"/></Host>");
        }

        /** Starts Tomcat with our WAR as {@code name.war}; returns when the board is ready. */
        Tomcat start(String name) {
            var tomcat = startWithoutWaiting(name);
            try {
                tomcat.awaitDeployments(1);
                return tomcat;
            } catch (AssertionError failed) {
                tomcat.close();
                throw failed;
            }
        }

        /** The same as {@link #start}, without waiting for the board. */
        Tomcat startWithoutWaiting(String name) {
            var war = base.resolve("webapps/" + name + ".war");
            try {
                Files.createDirectories(war.getParent());
                // in the past: Tomcat assumes that a file younger than a second is still being written
                Files.copy(WAR, war);
                Files.setLastModifiedTime(war, FileTime.from(Instant.now().minusSeconds(60)));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            return new Tomcat(base, war, port, Program.java(command(), Map.of(), base));
        }

        private List<String> command() {
            var home = home();
            var command = new ArrayList<>(LEAK_DETECTION_OPTIONS);
            command.add("-Dcatalina.home=" + home);
            command.add("-Dcatalina.base=" + base);
            command.add("-Djava.util.logging.config.file=" + base.resolve("conf/logging.properties"));
            command.add("-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager");
            command.addAll(options);
            command.add("-cp");
            command.add(home.resolve("bin/bootstrap.jar") + ":" + home.resolve("bin/tomcat-juli.jar"));
            command.add("org.apache.catalina.startup.Bootstrap");
            command.add("start");
            return command;
        }

        private Path home() {
            return DISTRIBUTIONS.resolve("apache-tomcat-" + version).toAbsolutePath();
        }

        private void copyConfiguration() {
            var from = home().resolve("conf");
            try (var files = Files.walk(from)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    var to = base.resolve("conf").resolve(from.relativize(file).toString());
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                }
                Files.createDirectories(base.resolve("logs"));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        /** Replaces strings in {@code server.xml}; {@code pairs} holds old and new strings in turn. */
        private Builder edit(String... pairs) {
            try {
                var text = Files.readString(base.resolve("conf/server.xml"));
                for (int i = 0; i < pairs.length; i += 2) {
                    if (!text.contains(pairs[i])) {
                        throw new IllegalStateException("no " + pairs[i] + " in server.xml");
                    }
                    text = text.replace(pairs[i], pairs[i + 1]);
                }
                write("conf/server.xml", text);
                return this;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private void write(String path, String text) {
            try {
                Files.createDirectories(base.resolve(path).getParent());
                Files.writeString(base.resolve(path), text);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /** The address of Tomcat, without a context path. */
    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The address of the board, with a slash at the end. */
    URI board() {
        var name = war.getFileName().toString().replace(".war", "");
        return address().resolve(name.equals("ROOT") ? "/" : "/" + name + "/");
    }

    Client reader() {
        return new Client(board(), exchange -> {});
    }

    Client administrator() {
        return reader().withToken(LaunchedBoard.TOKEN);
    }

    /** The log of Tomcat and the board so far. */
    String log() {
        return program.output();
    }

    /** Replaces the deployed WAR with a newer one; returns when the new board is ready. */
    void redeploy() {
        int before = deployments();
        try {
            var newer = Files.copy(WAR, base.resolve("newer.war"));
            // newer than the deployed file, and older than a second: Tomcat assumes that a younger file is still being
            // written
            Files.setLastModifiedTime(newer, FileTime.from(Instant.now().minusSeconds(30)));
            Files.move(newer, war, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        awaitDeployments(before + 1);
    }

    @Override
    public void close() {
        program.close();
    }

    private void awaitDeployments(int count) {
        Eventually.holds(() -> "the WAR is deployed; log:\n" + log(), () -> deployments() >= count);
        Eventually.holds(
                () -> "the board is ready; log:\n" + log(),
                () -> Eventually.succeeds(() -> reader().get("health/ready").status() == 200));
    }

    private int deployments() {
        return (int) log().lines()
                .filter(line -> line.contains(DEPLOYED) && line.contains("has finished"))
                .count();
    }
}
