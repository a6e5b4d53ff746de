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
    void requestBeyondTheLimitIs503WithRetryAfter() throws Exception {
        occupy(Admission.MAX_REQUESTS, admitted -> admission.request(() -> await(admitted)));

        assertThatThrownBy(() -> admission.request(() -> "done"))
                .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(503))
                .satisfies(refused -> assertThat(refused.headers()).containsKey("Retry-After"));
    }

    @Test
    void waitingReadIs503AfterTheTimeout() throws Exception {
        occupy(Admission.MAX_READS, admitted -> admission.read(() -> await(admitted)));

        assertThatThrownBy(() -> admission.read(() -> "done"))
                .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(503));
    }

    @Test
    void readBeyondTheLimitRunsWhenAnotherEnds() throws Exception {
        occupy(Admission.MAX_READS, admitted -> admission.read(() -> await(admitted)));
        var next = threads.submit(() -> admission.read(() -> "done"));

        end.countDown();

        assertThat(next.get()).isEqualTo("done");
    }

    @Test
    void failedWorkReleasesItsPermits() throws Exception {
        for (int number = 0; number <= Admission.MAX_REQUESTS; number++) {
            assertThatThrownBy(() -> admission.request(() -> admission.read(() -> {
                        throw new IllegalStateException("failed");
                    })))
                    .hasMessage("failed");
        }

        assertThat(admission.<String>request(() -> admission.read(() -> "done")))
                .isEqualTo("done");
    }

    /** Starts {@code count} tasks that run until the test ends, and waits until all of them are admitted. */
    private void occupy(int count, Task task) throws InterruptedException {
        var admitted = new CountDownLatch(count);
        for (int number = 0; number < count; number++) {
            Callable<Void> running = () -> task.run(admitted);
            threads.submit(running);
        }
        admitted.await();
    }

    private Void await(CountDownLatch admitted) {
        admitted.countDown();
        try {
            end.await();
            return null;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private interface Task {
        Void run(CountDownLatch admitted) throws Exception;
    }
}
