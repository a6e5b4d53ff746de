package tablon.launcher;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import tablon.config.BadSettings;
import tablon.storage.StorageUnavailable;

/** The command line: which commands there are, and how one that fails says so. */
@Command(
        name = "tablon",
        description = "The notice board of a campus. Without a command, the board is served.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Settings are read from the environment; the README lists them."})
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        run(arguments, () -> {});
    }

    /** Runs a command and ends the process with its exit code; {@code last} is the last thing done. */
    public static void run(String[] arguments, Runnable last) {
        var stop = new Stop(last);
        Runtime.getRuntime().addShutdownHook(stop);
        var commands = new CommandLine(new Main())
                .addSubcommand(new Serve(stop))
                .addSubcommand(new Backup())
                .addSubcommand(new Token())
                .setParameterExceptionHandler((refused, given) -> refuse(refused))
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command.getErr()));
        System.exit(commands.execute(arguments.length == 0 ? new String[] {"serve"} : arguments));
    }

    /** What was wrong, and all that there is: the library alone would show but the names that look alike. */
    private static int refuse(ParameterException refused) {
        var command = refused.getCommandLine();
        command.getErr().println(refused.getMessage());
        command.usage(command.getErr());
        return CommandLine.ExitCode.USAGE;
    }

    private static int explain(Exception failure, PrintWriter err) throws Exception {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BadSettings || cause instanceof StorageUnavailable || cause instanceof CannotStart) {
                err.println(cause.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
        }
        throw failure;
    }
}
