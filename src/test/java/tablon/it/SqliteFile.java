package tablon.it;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads a database file directly. */
final class SqliteFile {
    private SqliteFile() {}

    /** The result of {@code PRAGMA integrity_check}; the single line {@code ok} if the file is intact. */
    static List<String> integrity(Path file) {
        return column(file, "pragma integrity_check");
    }

    static List<String> noticeIds(Path file) {
        return column(file, "select id from news");
    }

    private static List<String> column(Path file, String sql) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (result.next()) {
                values.add(result.getString(1));
            }
            return values;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
