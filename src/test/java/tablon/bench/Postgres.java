package tablon.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/** Runs a PostgreSQL server, with fsync, until the standard input of this process is closed. */
final class Postgres {
    private Postgres() {}

    public static void main(String[] arguments) throws Exception {
        try (var postgres = start()) {
            System.out.println(url(postgres));
            while (System.in.read() >= 0) {
                // until the parent process closes the pipe
            }
        }
    }

    private static EmbeddedPostgres start() throws IOException {
        return settings().start();
    }

    /** Starts a server that keeps its data in {@code folder}. */
    static EmbeddedPostgres start(Path folder) throws IOException {
        return settings().setDataDirectory(folder).setCleanDataDirectory(false).start();
    }

    private static EmbeddedPostgres.Builder settings() {
        return EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("maintenance_work_mem", "512MB");
    }

    static String url(EmbeddedPostgres postgres) {
        return "postgres://postgres:postgres@127.0.0.1:" + postgres.getPort() + "/postgres";
    }
}
