package tablon.it;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process does: asks again and again until a deadline. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Eventually() {}

    /**
     * Returns when {@code condition} holds.
     *
     * @throws AssertionError naming {@code what} did not happen in time
     */
    public static void holds(Supplier<String> what, BooleanSupplier condition) {
        get(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** Returns what {@code source} has as soon as it has something. */
    public static <T> T get(Supplier<String> what, Supplier<Optional<T>> source) {
        var deadline = Instant.now().plus(PATIENCE);
        while (true) {
            var found = source.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("within " + PATIENCE.toSeconds() + " s: " + what.get());
            }
            pause();
        }
    }

    /** Whether {@code attempt} succeeds with true; one that throws has not succeeded yet. */
    public static boolean succeeds(Callable<Boolean> attempt) {
        try {
            return attempt.call();
        } catch (Exception notYet) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
