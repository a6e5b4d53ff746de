package tablon.launcher;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;

import java.util.LinkedHashMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import tablon.config.Setting;

/** The command line: the commands and the response to unknown arguments. */
@Command(
        name = "tablon",
        description = "The notice board of a campus. The default command is serve.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class Commands {
    private Commands() {}

    /** Runs the command in {@code arguments} and returns the exit code. */
    static int execute(String[] arguments, ShutdownHook hook) {
        var commands = new CommandLine(new Commands())
                .addSubcommand(new Serve(hook))
                .addSubcommand(new Backup())
                .addSubcommand(new Token())
                .addSubcommand(new SetUp())
                .setParameterExceptionHandler((invalid, given) -> refuse(invalid))
                .setExecutionExceptionHandler((failure, command, parsed) -> Main.explain(failure));
        commands.getHelpSectionMap().put(SECTION_KEY_FOOTER, Commands::settings);
        return commands.execute(arguments);
    }

    /** Prints the error and the usage; picocli alone would suggest only commands with similar names. */
    private static int refuse(ParameterException invalid) {
        var command = invalid.getCommandLine();
        command.getErr().println(invalid.getMessage());
        // without the settings, which would move the error out of sight
        command.getHelpSectionMap().remove(SECTION_KEY_FOOTER);
        command.usage(command.getErr());
        return Main.EXIT_REFUSED;
    }

    private static String settings(Help help) {
        var rows = new LinkedHashMap<String, String>();
        for (var setting : Setting.values()) {
            var fallback = setting.defaultValue().isEmpty() ? "" : " (default: " + setting.defaultValue() + ")";
            rows.put(setting.name(), setting.meaning() + fallback + "\n" + setting.accepted());
        }
        return "%nSettings (environment variables or system properties) and accepted values:%n".formatted()
                + help.createTextTable(rows);
    }
}
