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

/** The administrator's token: the one that the settings name, or one of our making of which only the hash is kept. */
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
        var shown = hash(token);
        return settingsHash
                .or(() -> database.read(AdministratorStore::storedHash))
                .filter(known -> MessageDigest.isEqual(bytes(known), bytes(shown)))
                .map(known -> Actor.ADMINISTRATOR);
    }

    /**
     * Makes the first token, where neither the settings nor the database has one; it is never to be had again. Of several
     * instances that start together, one makes it.
     */
    public Optional<String> makeFirst() {
        if (settingsHash.isPresent()) {
            return Optional.empty();
        }
        var token = random();
        return store(token, "on conflict do nothing") == 1 ? Optional.of(token) : Optional.empty();
    }

    /** Makes a token that takes the place of the one before. */
    public String replace() {
        var token = random();
        store(token, "on conflict (one) do update set token_hash = excluded.token_hash, created = excluded.created");
        return token;
    }

    private int store(String token, String whereThereIsOne) {
        return database.write(handle -> handle.createUpdate(
                        "insert into administrator (one, token_hash, created) values (1, :hash, :now) "
                                + whereThereIsOne)
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

    /** A fast hash is right here: tokens are long and random, or the operator's own of 20 characters and more. */
    private static String hash(String token) {
        return Sha256.hex(bytes(token));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
