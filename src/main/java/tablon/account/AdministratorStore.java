package tablon.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tablon.access.Actor;
import tablon.digest.Secret;
import tablon.storage.Database;

/**
 * The administrator's token: set by {@code ADMIN_TOKEN}, or generated here. Only the hash of a generated one is
 * stored.
 */
public final class AdministratorStore {

    private final Database database;
    private final Clock clock;
    private final Optional<String> settingsHash;

    public AdministratorStore(Database database, Clock clock, Optional<String> settingsToken) {
        this.database = database;
        this.clock = clock;
        this.settingsHash = settingsToken.map(Secret::hash);
    }

    /** {@link Actor#ADMINISTRATOR} if this is the administrator's token. */
    public Optional<Actor> find(String token) {
        var hash = Secret.hash(token);
        return settingsHash
                .or(() -> database.read(AdministratorStore::storedHash))
                .filter(expected -> MessageDigest.isEqual(bytes(expected), bytes(hash)))
                .map(expected -> Actor.ADMINISTRATOR);
    }

    /**
     * Creates the first token, if neither the settings nor the database has one. The caller must show it, because it
     * cannot be read again. If several instances start at once, only one of them creates a token.
     */
    public Optional<String> createFirst() {
        if (settingsHash.isPresent()) {
            return Optional.empty();
        }
        var token = "tablon_" + Secret.random();
        return store(token, "on conflict do nothing") == 1 ? Optional.of(token) : Optional.empty();
    }

    /** Creates a token that replaces the stored one. */
    public String replace() {
        var token = "tablon_" + Secret.random();
        store(token, "on conflict (one) do update set token_hash = excluded.token_hash, created = excluded.created");
        return token;
    }

    private int store(String token, String onConflict) {
        return database.write(handle -> handle.createUpdate(
                        "insert into administrator (one, token_hash, created) values (1, :hash, :now) " + onConflict)
                .bind("hash", Secret.hash(token))
                .bind("now", clock.instant())
                .execute());
    }

    private static Optional<String> storedHash(Handle handle) {
        return handle.createQuery("select token_hash from administrator")
                .mapTo(String.class)
                .findFirst();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
