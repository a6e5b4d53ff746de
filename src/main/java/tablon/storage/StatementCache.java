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
 * Caches SQLite's prepared statements for each connection. Neither the driver nor the pool does, and compiling the query of
 * a list takes as long as running it.
 */
final class StatementCache implements StatementBuilderFactory {
    /** More than the board has. Statements that are built for one call are evicted. */
    private static final int MAX_STATEMENTS = 100;

    private final Map<Connection, ConnectionCache> caches = new ConcurrentHashMap<>();

    @Override
    public StatementBuilder createStatementBuilder(Connection pooled) {
        try {
            var connection = pooled.unwrap(SQLiteConnection.class);
            var cache = caches.get(connection);
            return cache != null ? cache : add(connection);
        } catch (SQLException closed) {
            throw new ConnectionException(closed);
        }
    }

    private ConnectionCache add(SQLiteConnection connection) throws SQLException {
        // the pool replaces its connections after their maximum lifetime
        for (var other : caches.keySet()) {
            if (other.isClosed()) {
                caches.remove(other);
            }
        }
        return caches.computeIfAbsent(connection, ConnectionCache::new);
    }

    /** The statements of one connection. Not thread-safe: the pool lends a connection to one thread at a time. */
    private static final class ConnectionCache extends DefaultStatementBuilder {
        private final Connection connection;
        private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();
        /** The SQL of each statement in use: {@link #close} only gets the template that it was made from. */
        private final Map<Statement, String> busy = new IdentityHashMap<>();

        ConnectionCache(Connection connection) {
            this.connection = connection;
        }

        @Override
        public PreparedStatement create(Connection pooled, String sql, StatementContext context) throws SQLException {
            var cached = idle.remove(sql);
            var statement = cached == null ? super.create(connection, sql, context) : cached;
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
            // bound values may be large
            prepared.clearParameters();
            closeIfAny(idle.put(sql, prepared));
            if (idle.size() > MAX_STATEMENTS) {
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
