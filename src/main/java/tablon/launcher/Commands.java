package tablon.launcher;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line: which commands there are, and what is said to who asks for another. */
@Command(
        name = "tablon",
        description = "The notice board of a campus. Without a command, the board is served.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Settings are read from the environment; the README lists them."})
final class Commands {
    private Commands() {}

    /** Does what {@code arguments} name, and returns the exit code. */
    static int execute(String[] arguments, Stop stop) {
        return new CommandLine(new Commands())
                .addSubcommand(new Serve(stop))
                .addSubcommand(new Backup())
                .addSubcommand(new Token())
                .setParameterExceptionHandler((refused, given) -> refuse(refused))
                .setExecutionExceptionHandler((failure, command, parsed) -> Main.explain(failure))
                .execute(arguments);
    }

    /** What was wrong, and all that there is: the library alone would show but the names that look alike. */
    private static int refuse(ParameterException refused) {
        var command = refused.getCommandLine();
        command.getErr().println(refused.getMessage());
        command.usage(command.getErr());
        return Main.REFUSED;
    }
}
