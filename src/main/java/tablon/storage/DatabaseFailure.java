package tablon.storage;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Arrays;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A failure of the database: its kind, its code, and a message of one line that contains no values of rows. */
public record DatabaseFailure(Kind kind, String code, String message) {
    private static final int MAX_LENGTH = 300;
    private static final int SQLITE_PRIMARY_CODE = 0xFF;

    /** The kinds of failure, in order of increasing severity. */
    public enum Kind {
        /** An invalid statement or schema: a repeated request fails again. */
        UNEXPECTED(""),
        /** Busy or briefly not reachable: the same request may succeed later. */
        TRANSIENT(""),
        OVERLOADED("the database server has no memory or connections left"),
        DISK_FULL("the disk is full"),
        DISK_ERROR("the disk or the database file cannot be read or written"),
        /** A connection or session that began read-only stays read-only until it is closed. */
        READ_ONLY("the database is read-only"),
        CORRUPT("the database is damaged");

        private final String message;

        Kind(String message) {
            this.message = message;
        }

        /** The message for the operator, who must fix the cause; empty if only the request failed. */
        Optional<String> message() {
            return Optional.of(message).filter(text -> !text.isEmpty());
        }

        /** Whether the connection keeps failing after the cause is fixed. */
        boolean persistsInConnection() {
            return this == READ_ONLY;
        }
    }

    /** The database failure in the causes of {@code failure}: the most severe kind, and the innermost code and message. */
    public static Optional<DatabaseFailure> of(Throwable failure) {
        var worst = Kind.UNEXPECTED;
        SQLException innermost = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                var kind = kind(sql);
                worst = kind.compareTo(worst) > 0 ? kind : worst;
                innermost = sql;
            }
        }
        return innermost == null
                ? Optional.empty()
                : Optional.of(new DatabaseFailure(worst, code(innermost), message(innermost)));
    }

    /** Whether the database was unavailable, so that the same request may succeed later. */
    public boolean isUnavailable() {
        return kind != Kind.UNEXPECTED;
    }

    /** One line for the operator: the code and message of the database failure, else the message of {@code failure}. */
    public static String describe(Throwable failure) {
        return of(failure).map(DatabaseFailure::toString).orElseGet(() -> {
            var message = failure.getMessage();
            return oneLine(message == null ? failure.toString() : message);
        });
    }

    /** {@link #describe}, followed by the line of this application that failed: a stack trace in one line. */
    public static String describeWithLocation(Throwable failure) {
        return describe(failure) + location(failure);
    }

    @Override
    public String toString() {
        return code.isEmpty() || message.contains(code) ? message : code + " " + message;
    }

    private static Kind kind(SQLException failed) {
        if (failed instanceof SQLiteException sqlite) {
            return ofSqlite(sqlite.getResultCode().code & SQLITE_PRIMARY_CODE);
        }
        if (failed instanceof SQLTransientException || failed instanceof SQLRecoverableException) {
            // thrown by the pool when it times out, and by the driver when the server does not answer
            return Kind.TRANSIENT;
        }
        return failed.getSQLState() == null ? Kind.UNEXPECTED : ofPostgresql(failed.getSQLState());
    }

    private static Kind ofSqlite(int code) {
        return switch (SQLiteErrorCode.getErrorCode(code)) {
            case SQLITE_FULL -> Kind.DISK_FULL;
            case SQLITE_IOERR, SQLITE_CANTOPEN -> Kind.DISK_ERROR;
            case SQLITE_READONLY -> Kind.READ_ONLY;
            case SQLITE_CORRUPT, SQLITE_NOTADB -> Kind.CORRUPT;
            // locked by another process
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> Kind.TRANSIENT;
            // lack of memory or permission, which may be temporary
            case SQLITE_NOMEM, SQLITE_PERM -> Kind.TRANSIENT;
            default -> Kind.UNEXPECTED;
        };
    }

    /** By SQLSTATE, appendix A of PostgreSQL's manual. */
    private static Kind ofPostgresql(String state) {
        return switch (state) {
            case "25006" -> Kind.READ_ONLY;
            case "53100" -> Kind.DISK_FULL;
            case "XX001", "XX002" -> Kind.CORRUPT;
            // serialization failure, deadlock
            case "40001", "40P01" -> Kind.TRANSIENT;
            default -> ofPostgresqlClass(state.substring(0, Math.min(2, state.length())));
        };
    }

    private static Kind ofPostgresqlClass(String group) {
        return switch (group) {
            // connection failure; server shutdown or cancelled statement
            case "08", "57" -> Kind.TRANSIENT;
            case "53" -> Kind.OVERLOADED;
            case "58" -> Kind.DISK_ERROR;
            default -> Kind.UNEXPECTED;
        };
    }

    private static String code(SQLException failed) {
        if (failed instanceof SQLiteException sqlite) {
            return sqlite.getResultCode().name();
        }
        return failed.getSQLState() == null ? "" : failed.getSQLState();
    }

    private static String message(SQLException failed) {
        var message = String.valueOf(failed.getMessage());
        if (failed instanceof PSQLException server && server.getServerErrorMessage() != null) {
            // without the detail, which may contain the whole row
            message = server.getServerErrorMessage().getSeverity() + ": "
                    + server.getServerErrorMessage().getMessage();
        }
        return oneLine(quotesContent(failed, message) ? message.replaceAll("(?s)\".*\"", "…") : message);
    }

    /** Whether the message itself quotes a value: one that could not be parsed, or a search text. */
    private static boolean quotesContent(SQLException failed, String message) {
        var code = code(failed);
        return code.startsWith("22") || code.equals("42601") || message.contains("fts5");
    }

    private static String oneLine(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
    }

    /** The innermost frame of this application outside this package. */
    private static String location(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("tablon.")
                        && !frame.getClassName().startsWith("tablon.storage."))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
    }
}
