package tablon.launcher;

/** The server cannot start; the message is one line that tells an operator what and why. */
final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
