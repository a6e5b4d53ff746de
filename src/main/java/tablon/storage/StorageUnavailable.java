package tablon.storage;

/** The database cannot be opened or copied. The message is one line for the operator, with the cause. */
public final class StorageUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StorageUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
