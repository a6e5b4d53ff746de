package tablon.launcher;

import tablon.config.InvalidSettings;
import tablon.storage.StorageUnavailable;

/** Runs a command, prints the reason if it fails, and ends the process with an exit code. */
public final class Main {
    /** The operator can correct the cause: a setting, an argument or the environment. */
    static final int EXIT_REFUSED = 2;

    private static final int EXIT_FAILED = 1;

    private Main() {}

    public static void main(String[] arguments) {
        run(arguments, () -> {});
    }

    /** Runs a command and ends the process with its exit code; the shutdown hook calls {@code afterwards} last. */
    public static void run(String[] arguments, Runnable afterwards) {
        var hook = new ShutdownHook(afterwards);
        Runtime.getRuntime().addShutdownHook(hook);
        System.exit(isServe(arguments) ? serve(hook) : Commands.execute(arguments, hook));
    }

    private static boolean isServe(String[] arguments) {
        return arguments.length == 0 || (arguments.length == 1 && arguments[0].equals("serve"));
    }

    /** Bypasses picocli: loading its classes would add about 0.1 s to each start. */
    private static int serve(ShutdownHook hook) {
        try {
            return new Serve(hook).call();
        } catch (Exception failure) {
            return explain(failure);
        }
    }

    /** Prints the message if the operator can correct the cause, else a stack trace; returns the exit code. */
    static int explain(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidSettings
                    || cause instanceof StorageUnavailable
                    || cause instanceof CommandFailure) {
                System.err.println(cause.getMessage());
                return EXIT_REFUSED;
            }
        }
        failure.printStackTrace();
        return EXIT_FAILED;
    }
}
