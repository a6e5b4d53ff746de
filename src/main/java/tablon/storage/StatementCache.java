package tablon.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilderFactory;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * SQLite's prepared statements, kept with the connection that they belong to: neither its driver nor the pool does, and
 * compiling a list takes as long as running it.
 */
final class StatementCache implements StatementBuilderFactory {
    /** More than the board has; what is composed for one call alone leaves again. */
    private static final int KEPT = 100;

    private final Map<Connection, Kept> connections = new ConcurrentHashMap<>();

    @Override
    public StatementBuilder createStatementBuilder(Connection pooled) {
        try {
            var connection = pooled.unwrap(SQLiteConnection.class);
            var kept = connections.get(connection);
            return kept != null ? kept : add(connection);
        } catch (SQLException closed) {
            throw new ConnectionException(closed);
        }
    }

    private Kept add(SQLiteConnection connection) throws SQLException {
        // the pool replaces its connections now and then
        for (var other : connections.keySet()) {
            if (other.isClosed()) {
                connections.remove(other);
            }
        }
        return connections.computeIfAbsent(connection, Kept::new);
    }

    /** The statements of one connection, which one thread at a time has. */
    private static final class Kept extends DefaultStatementBuilder {
        private final Connection connection;
        private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();
        /** With the SQL that they were prepared from; {@link #close} is told what that was made of. */
        private final Map<Statement, String> busy = new IdentityHashMap<>();

        Kept(Connection connection) {
            this.connection = connection;
        }

        @Override
        public PreparedStatement create(Connection pooled, String sql, StatementContext context) throws SQLException {
            var known = idle.remove(sql);
            var statement = known == null ? super.create(connection, sql, context) : known;
            busy.put(statement, sql);
            return statement;
        }

        @Override
        public void close(Connection pooled, String template, Statement statement) throws SQLException {
            var sql = busy.remove(statement);
            if (sql == null) {
                statement.close();
                return;
            }
            var prepared = (PreparedStatement) statement;
            // what was bound may be large
            prepared.clearParameters();
            closeIfAny(idle.put(sql, prepared));
            if (idle.size() > KEPT) {
                closeIfAny(idle.remove(idle.keySet().iterator().next()));
            }
        }

        private static void closeIfAny(@Nullable PreparedStatement statement) throws SQLException {
            if (statement != null) {
                statement.close();
            }
        }
    }
}
