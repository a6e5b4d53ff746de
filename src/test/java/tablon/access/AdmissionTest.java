package tablon.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tablon.problem.Problem;

class AdmissionTest {
    private final Admission admission = new Admission();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void stop() {
        end.countDown();
        threads.shutdown();
    }

    @Test
    void oneRequestTooManyIsToldToComeBack() throws Exception {
        hold(Admission.MOST_REQUESTS, held -> admission.request(() -> await(held)));

        assertThatThrownBy(() -> admission.request(() -> "done"))
                .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(503))
                .satisfies(refused -> assertThat(refused.headers()).containsKey("Retry-After"));
    }

    @Test
    void aReadThatWaitsTooLongForItsTurnIsToldToComeBack() throws Exception {
        hold(Admission.MOST_READS, held -> admission.read(() -> await(held)));

        assertThatThrownBy(() -> admission.read(() -> "done"))
                .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(503));
    }

    @Test
    void aReadWaitsForItsTurn() throws Exception {
        hold(Admission.MOST_READS, held -> admission.read(() -> await(held)));
        var next = threads.submit(() -> admission.read(() -> "done"));

        end.countDown();

        assertThat(next.get()).isEqualTo("done");
    }

    @Test
    void placesAreGivenBackWhenWorkFails() throws Exception {
        for (int number = 0; number <= Admission.MOST_REQUESTS; number++) {
            assertThatThrownBy(() -> admission.request(() -> admission.read(() -> {
                        throw new IllegalStateException("failed");
                    })))
                    .hasMessage("failed");
        }

        assertThat(admission.<String>request(() -> admission.read(() -> "done")))
                .isEqualTo("done");
    }

    private void hold(int count, Holding holding) throws InterruptedException {
        var held = new CountDownLatch(count);
        for (int number = 0; number < count; number++) {
            Callable<Void> one = () -> holding.hold(held);
            threads.submit(one);
        }
        held.await();
    }

    private Void await(CountDownLatch held) {
        held.countDown();
        try {
            end.await();
            return null;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private interface Holding {
        Void hold(CountDownLatch held) throws Exception;
    }
}
