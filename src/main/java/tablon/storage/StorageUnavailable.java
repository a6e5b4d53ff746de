package tablon.storage;

/** The data cannot be had; the message is one line that tells an operator what and why. */
public final class StorageUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StorageUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
