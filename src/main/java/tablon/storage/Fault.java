package tablon.storage;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Arrays;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A failure of the database: what it means for a request, and one line about it that holds no content. */
public record Fault(Kind kind, String code, String message) {
    private static final int LONGEST = 300;
    private static final int SQLITE_PRIMARY_CODE = 0xFF;

    /** What has failed, the lesser first. */
    public enum Kind {
        /** A statement was wrong, or the schema is not ours: sending the request again does not help. */
        UNEXPECTED(""),
        /** Busy, or gone for now: the same request may pass later. */
        PASSING(""),
        OVERLOADED("the database server has no memory or connections left"),
        FULL("the disk is full"),
        DISK("the disk, or the database's file on it, cannot be read or written"),
        /** A connection that was opened read-only, or whose session is, stays so until it is closed. */
        READ_ONLY("the database is read-only"),
        DAMAGED("the database is damaged");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** What an operator has to mend; empty where the request alone failed. */
        Optional<String> words() {
            return Optional.of(words).filter(text -> !text.isEmpty());
        }

        /** Whether a connection that met it still has it after the cause is gone. */
        boolean staysWithConnection() {
            return this == READ_ONLY;
        }
    }

    /** The failure of the database that caused {@code failure}, with the worst kind and the innermost message. */
    public static Optional<Fault> of(Throwable failure) {
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
                : Optional.of(new Fault(worst, code(innermost), message(innermost)));
    }

    /** Whether the database could not be asked in time, or not at all, so that the same request may pass later. */
    public boolean isUnavailable() {
        return kind != Kind.UNEXPECTED;
    }

    /** One line for the operator: the database's code and message, or the message of another failure. */
    public static String describe(Throwable failure) {
        return of(failure).map(Fault::toString).orElseGet(() -> {
            var message = failure.getMessage();
            return oneLine(message == null ? failure.toString() : message);
        });
    }

    /** As {@link #describe}, and which method of ours met it: a stack trace in one line, for what is ours to correct. */
    public static String locate(Throwable failure) {
        return describe(failure) + place(failure);
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
            // the pool's when it has no connection in time, and the driver's when a server does not answer
            return Kind.PASSING;
        }
        return failed.getSQLState() == null ? Kind.UNEXPECTED : ofPostgresql(failed.getSQLState());
    }

    private static Kind ofSqlite(int code) {
        return switch (SQLiteErrorCode.getErrorCode(code)) {
            case SQLITE_FULL -> Kind.FULL;
            case SQLITE_IOERR, SQLITE_CANTOPEN -> Kind.DISK;
            case SQLITE_READONLY -> Kind.READ_ONLY;
            case SQLITE_CORRUPT, SQLITE_NOTADB -> Kind.DAMAGED;
            // another program has the lock
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> Kind.PASSING;
            // the process or its user has not what it needs just now
            case SQLITE_NOMEM, SQLITE_PERM -> Kind.PASSING;
            default -> Kind.UNEXPECTED;
        };
    }

    /** By SQLSTATE, appendix A of PostgreSQL's manual. */
    private static Kind ofPostgresql(String state) {
        return switch (state) {
            case "25006" -> Kind.READ_ONLY;
            case "53100" -> Kind.FULL;
            case "XX001", "XX002" -> Kind.DAMAGED;
            // what another transaction did at the same time
            case "40001", "40P01" -> Kind.PASSING;
            default -> ofPostgresqlClass(state.substring(0, Math.min(2, state.length())));
        };
    }

    private static Kind ofPostgresqlClass(String group) {
        return switch (group) {
            // connections; a server that stops, or that broke off what took too long
            case "08", "57" -> Kind.PASSING;
            case "53" -> Kind.OVERLOADED;
            case "58" -> Kind.DISK;
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
            // without the detail, which may be the whole row
            message = server.getServerErrorMessage().getSeverity() + ": "
                    + server.getServerErrorMessage().getMessage();
        }
        return oneLine(quotesContent(failed, message) ? message.replaceAll("(?s)\".*\"", "…") : message);
    }

    /** Values that could not be read, and searches that could not be parsed, are quoted in the message itself. */
    private static boolean quotesContent(SQLException failed, String message) {
        var code = code(failed);
        return code.startsWith("22") || code.equals("42601") || message.contains("fts5");
    }

    private static String oneLine(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** The innermost method of ours outside of this package. */
    private static String place(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("tablon.")
                        && !frame.getClassName().startsWith("tablon.storage."))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
    }
}
