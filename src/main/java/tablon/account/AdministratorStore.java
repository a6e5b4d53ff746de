package tablon.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tablon.access.Actor;
import tablon.digest.Sha256;
import tablon.storage.Database;

/**
 * The administrator's token: set by {@code ADMIN_TOKEN}, or generated here. Only the hash of a generated one is
 * stored.
 */
public final class AdministratorStore {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 32;

    private final Database database;
    private final Clock clock;
    private final Optional<String> settingsHash;

    public AdministratorStore(Database database, Clock clock, Optional<String> settingsToken) {
        this.database = database;
        this.clock = clock;
        this.settingsHash = settingsToken.map(AdministratorStore::hash);
    }

    /** {@link Actor#ADMINISTRATOR} if this is the administrator's token. */
    public Optional<Actor> find(String token) {
        var hash = hash(token);
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
        var token = random();
        return store(token, "on conflict do nothing") == 1 ? Optional.of(token) : Optional.empty();
    }

    /** Creates a token that replaces the stored one. */
    public String replace() {
        var token = random();
        store(token, "on conflict (one) do update set token_hash = excluded.token_hash, created = excluded.created");
        return token;
    }

    private int store(String token, String onConflict) {
        return database.write(handle -> handle.createUpdate(
                        "insert into administrator (one, token_hash, created) values (1, :hash, :now) " + onConflict)
                .bind("hash", hash(token))
                .bind("now", clock.instant())
                .execute());
    }

    private static String random() {
        var random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        return "tablon_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static Optional<String> storedHash(Handle handle) {
        return handle.createQuery("select token_hash from administrator")
                .mapTo(String.class)
                .findFirst();
    }

    /** A fast hash suffices, because tokens are random, or chosen by the operator with at least 20 characters. */
    private static String hash(String token) {
        return Sha256.hex(bytes(token));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
