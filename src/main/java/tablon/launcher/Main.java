package tablon.launcher;

import tablon.config.BadSettings;
import tablon.storage.StorageUnavailable;

/** The process: serves the board or does another command, says why where it cannot, and ends with an exit code. */
public final class Main {
    static final int REFUSED = 2;
    private static final int FAILED = 1;

    private Main() {}

    public static void main(String[] arguments) {
        run(arguments, () -> {});
    }

    /** Runs a command and ends the process with its exit code; {@code last} is the last thing done. */
    public static void run(String[] arguments, Runnable last) {
        var stop = new Stop(last);
        Runtime.getRuntime().addShutdownHook(stop);
        System.exit(isServe(arguments) ? serve(stop) : Commands.execute(arguments, stop));
    }

    private static boolean isServe(String[] arguments) {
        return arguments.length == 0 || (arguments.length == 1 && arguments[0].equals("serve"));
    }

    /** Without the library that reads command lines: its classes are a tenth of a second that a start need not spend. */
    private static int serve(Stop stop) {
        try {
            return new Serve(stop).call();
        } catch (Exception failure) {
            return explain(failure);
        }
    }

    /** One line for what an operator can mend, a stack trace for what only we can; returns the exit code. */
    static int explain(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BadSettings || cause instanceof StorageUnavailable || cause instanceof CannotStart) {
                System.err.println(cause.getMessage());
                return REFUSED;
            }
        }
        failure.printStackTrace();
        return FAILED;
    }
}
