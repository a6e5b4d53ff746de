package tablon.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tablon.problem.Problem;

class PasswordsTest {
    private static final String PASSWORD = "clave de la conserjería";

    private final Passwords passwords = new Passwords(1);
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() throws InterruptedException {
        end.countDown();
        passwords.close();
        callers.shutdown();
    }

    @Test
    void hashIsInPhcFormatWithOurParameters() {
        assertThat(passwords.hash(PASSWORD))
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    }

    @Test
    void samePasswordHasAnotherHashEachTime() {
        assertThat(passwords.hash(PASSWORD)).isNotEqualTo(passwords.hash(PASSWORD));
    }

    @Test
    void rightPasswordMatchesAndIsUpToDate() {
        var hash = Optional.of(passwords.hash(PASSWORD));

        assertThat(passwords.verify(hash, PASSWORD)).isEqualTo(new Passwords.Verification(true, false));
    }

    @Test
    void wrongPasswordDoesNotMatch() {
        var hash = Optional.of(passwords.hash(PASSWORD));

        assertThat(passwords.verify(hash, "Clave de la conserjería"))
                .isEqualTo(new Passwords.Verification(false, false));
        assertThat(passwords.verify(hash, "")).isEqualTo(new Passwords.Verification(false, false));
        assertThat(passwords.verify(hash, "x".repeat(10_000))).isEqualTo(new Passwords.Verification(false, false));
    }

    /** Made by the reference implementation: echo -n password | argon2 somesalt -id -t 2 -m 8 -p 1 -l 32 */
    @Test
    void hashOfTheReferenceImplementationMatches() {
        var hash = Optional.of("$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4");

        assertThat(passwords.verify(hash, "password")).isEqualTo(new Passwords.Verification(true, true));
        assertThat(passwords.verify(hash, "passwort").matches()).isFalse();
    }

    @Test
    void hashWithWeakerParametersMatchesAndIsOutdated() {
        for (var weaker : new Argon2Function[] {
            Argon2Function.getInstance(8_192, 2, 1, 32, Argon2.ID),
            Argon2Function.getInstance(19_456, 1, 1, 32, Argon2.ID),
            Argon2Function.getInstance(19_456, 2, 1, 16, Argon2.ID),
            Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.I),
            Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID, Argon2Function.ARGON2_VERSION_10)
        }) {
            var hash = weaker.hash(PASSWORD.getBytes(UTF_8), "0123456789abcdef".getBytes(UTF_8))
                    .getResult();

            assertThat(passwords.verify(Optional.of(hash), PASSWORD))
                    .as(hash)
                    .isEqualTo(new Passwords.Verification(true, true));
            assertThat(passwords.verify(Optional.of(hash), "another password"))
                    .as(hash)
                    .isEqualTo(new Passwords.Verification(false, false));
        }
    }

    @Test
    void unknownNameCostsOneHashAndDoesNotMatch() {
        passwords.hash(PASSWORD);
        var known = Optional.of(passwords.hash(PASSWORD));

        long forKnown = allocatedBytes(() -> passwords.verify(known, "wrong password"));
        long forUnknown = allocatedBytes(() -> assertThat(passwords.verify(Optional.empty(), PASSWORD))
                .isEqualTo(new Passwords.Verification(false, false)));

        assertThat(forUnknown).isGreaterThan(19_456 * 1024L).isBetween(forKnown * 9 / 10, forKnown * 11 / 10);
    }

    @Test
    void samePasswordTypedInAnotherUnicodeFormMatches() {
        var hash = Optional.of(passwords.hash(Normalizer.normalize(PASSWORD, Normalizer.Form.NFC)));

        var decomposed = Normalizer.normalize(PASSWORD, Normalizer.Form.NFD);

        assertThat(decomposed).isNotEqualTo(PASSWORD);
        assertThat(passwords.verify(hash, decomposed).matches()).isTrue();
    }

    @Test
    void damagedHashIsAnErrorAndNotAMatch() {
        assertThatThrownBy(() -> passwords.verify(Optional.of("plain"), "plain"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("plain");
    }

    @Test
    void callerBeyondTheQueueIs503WithRetryAfterAtOnce() throws Exception {
        occupy(1 + Passwords.MAX_WAITING);

        var refused = catchThrowableOfType(Problem.class, () -> passwords.hash(PASSWORD));

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers()).containsKey("Retry-After");
    }

    @Test
    void waitingCallerGivesUpWith503AndLeavesTheQueue() throws Exception {
        occupy(1);

        var refused = catchThrowableOfType(Problem.class, () -> passwords.verify(Optional.empty(), PASSWORD));

        assertThat(refused.status()).isEqualTo(503);
        assertThat(passwords.waiting()).isZero();
    }

    @Test
    void waitingCallersAreServedInTheEnd() throws Exception {
        var waiting = occupy(1 + Passwords.MAX_WAITING);

        end.countDown();

        for (var caller : waiting) {
            assertThat(caller.get()).isTrue();
        }
        assertThat(passwords.hash(PASSWORD)).startsWith("$argon2id$");
    }

    @Test
    void closingEndsTheThreadsAndRefusesThoseWhoWait() throws Exception {
        var callers = occupy(3);

        passwords.close();

        assertThat(threads()).noneMatch(name -> name.startsWith("password-"));
        for (var waiting : callers.subList(1, 3)) {
            assertThatThrownBy(waiting::get).hasCauseInstanceOf(Problem.class).hasMessageContaining("503");
        }
        var refused = catchThrowableOfType(Problem.class, () -> passwords.hash(PASSWORD));
        assertThat(refused.status()).isEqualTo(503);
    }

    @Test
    void libraryStartsNoThreadsAndRegistersNoShutdownHook() {
        passwords.verify(Optional.of(passwords.hash(PASSWORD)), PASSWORD);

        assertThat(threads()).noneMatch(name -> name.startsWith("password4j"));
    }

    /** Occupies the thread and the queue with {@code count} callers until the test ends; the first of them runs. */
    private ArrayList<Future<Boolean>> occupy(int count) throws InterruptedException {
        var running = new CountDownLatch(1);
        var occupied = new ArrayList<Future<Boolean>>();
        for (int number = 0; number < count; number++) {
            occupied.add(callers.submit(() -> passwords.run(() -> {
                running.countDown();
                end.await();
                return true;
            })));
            running.await();
            while (passwords.waiting() < number) {
                Thread.onSpinWait();
            }
        }
        return occupied;
    }

    /** What the hashing thread allocates while {@code work} runs. */
    private long allocatedBytes(Runnable work) {
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long id = passwords.run(() -> Thread.currentThread().getId());
        long before = threads.getThreadAllocatedBytes(id);
        work.run();
        return threads.getThreadAllocatedBytes(id) - before;
    }

    private static Iterable<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }
}
