package tablon.launcher;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line: the commands and the response to unknown arguments. */
@Command(
        name = "tablon",
        description = "The notice board of a campus. The default command is serve.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Settings are environment variables or system properties; the README lists them."})
final class Commands {
    private Commands() {}

    /** Runs the command in {@code arguments} and returns the exit code. */
    static int execute(String[] arguments, ShutdownHook hook) {
        return new CommandLine(new Commands())
                .addSubcommand(new Serve(hook))
                .addSubcommand(new Backup())
                .addSubcommand(new Token())
                .setParameterExceptionHandler((invalid, given) -> refuse(invalid))
                .setExecutionExceptionHandler((failure, command, parsed) -> Main.explain(failure))
                .execute(arguments);
    }

    /** Prints the error and the usage; picocli alone would suggest only commands with similar names. */
    private static int refuse(ParameterException invalid) {
        var command = invalid.getCommandLine();
        command.getErr().println(invalid.getMessage());
        command.usage(command.getErr());
        return Main.EXIT_REFUSED;
    }
}
