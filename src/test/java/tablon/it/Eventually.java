package tablon.it;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Polls a condition until it holds or a deadline passes. */
public final class Eventually {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Eventually() {}

    /**
     * Returns when {@code condition} holds.
     *
     * @param description of the condition, for the failure message
     * @throws AssertionError if the condition does not hold before the deadline
     */
    public static void holds(Supplier<String> description, BooleanSupplier condition) {
        get(description, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** Returns the value of {@code source} as soon as it has one. */
    public static <T> T get(Supplier<String> description, Supplier<Optional<T>> source) {
        var deadline = Instant.now().plus(TIMEOUT);
        while (true) {
            var found = source.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("not within " + TIMEOUT.toSeconds() + " s: " + description.get());
            }
            pause();
        }
    }

    /** Whether {@code attempt} returns true; false if it throws. */
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
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
