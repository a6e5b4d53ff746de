package tablon.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class DatabaseFailureTest {

    @ParameterizedTest
    @EnumSource(
            value = SQLiteErrorCode.class,
            names = {
                "SQLITE_BUSY",
                "SQLITE_BUSY_SNAPSHOT",
                "SQLITE_LOCKED",
                "SQLITE_PROTOCOL",
                "SQLITE_NOMEM",
                "SQLITE_PERM",
                "SQLITE_FULL",
                "SQLITE_IOERR",
                "SQLITE_IOERR_READ",
                "SQLITE_READONLY",
                "SQLITE_READONLY_DBMOVED",
                "SQLITE_CANTOPEN",
                "SQLITE_NOTADB",
                "SQLITE_CORRUPT"
            })
    void sqliteErrorMeansUnavailable(SQLiteErrorCode code) {
        assertThat(Database.isUnavailable(new SQLiteException("no", code))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = SQLiteErrorCode.class,
            names = {"SQLITE_ERROR", "SQLITE_CONSTRAINT", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_MISUSE", "SQLITE_RANGE"})
    void sqliteErrorMeansInvalidStatement(SQLiteErrorCode code) {
        assertThat(Database.isUnavailable(new SQLiteException("no", code))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"08006", "53100", "53300", "57014", "57P01", "58030", "25006", "40001", "40P01", "XX001", "XX002"
            })
    void postgresqlErrorMeansUnavailable(String state) {
        assertThat(Database.isUnavailable(new SQLException("no", state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22P02", "42P01", "XX000", "25P02", ""})
    void postgresqlErrorMeansInvalidStatement(String state) {
        assertThat(Database.isUnavailable(new SQLException("no", state))).isFalse();
    }

    @Test
    void innermostFailureIsDescribed() {
        var failure = new IllegalStateException(
                "select 'secret'",
                new SQLTransientConnectionException(
                        "no connection", new SQLException("refused\n  by the server", "08001")));

        assertThat(DatabaseFailure.describe(failure)).isEqualTo("08001 refused by the server");
    }

    @ParameterizedTest
    @CsvSource({
        "SERROR C22P02 Minvalid input syntax for type uuid: \"calabaza\", 22P02 ERROR: invalid input syntax for type uuid: …",
        "SERROR C42601 Msyntax error in tsquery: \"'cala\"baza'\", 42601 ERROR: syntax error in tsquery: …",
        "SERROR C42P01 Mrelation \"news\" does not exist, 42P01 ERROR: relation \"news\" does not exist",
        "SERROR C23514 Mrefused by \"refusing\" DFailing row contains (calabaza)., 23514 ERROR: refused by \"refusing\""
    })
    void quotedContentIsOmitted(String fields, String description) {
        var message = new ServerErrorMessage(fields.replaceAll(" (?=[CMD][A-Z0-9a-z])", "\0") + "\0");

        assertThat(DatabaseFailure.describe(new PSQLException(message)))
                .startsWith(description)
                .doesNotContain("calabaza");
    }

    @Test
    void longMessageIsTruncated() {
        assertThat(DatabaseFailure.describe(new SQLException("x".repeat(5_000), "42P01")))
                .hasSizeLessThan(500);
    }
}
