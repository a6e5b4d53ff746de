package tablon.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

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

    static EmbeddedPostgres start() throws java.io.IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("maintenance_work_mem", "512MB")
                .start();
    }

    static String url(EmbeddedPostgres postgres) {
        return "postgres://postgres:postgres@127.0.0.1:" + postgres.getPort() + "/postgres";
    }
}
