package tablon.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/** A PostgreSQL of its own, with fsync, that runs until this process's input ends. */
final class Postgres {
    private Postgres() {}

    public static void main(String[] arguments) throws Exception {
        try (var postgres = start()) {
            System.out.println(url(postgres));
            while (System.in.read() >= 0) {
                // until whoever started us is gone
            }
        }
    }

    private static EmbeddedPostgres start() throws IOException {
        return settings().start();
    }

    /** One whose data stay in {@code folder}, and are used again. */
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
