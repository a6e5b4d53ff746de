package tablon.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tablon.storage.Condition.Reason;
import tablon.testing.LogLines;

class ConditionTest {
    private static final Fault FULL =
            Fault.of(new SQLException("no space", "53100")).orElseThrow();
    private static final Fault BUSY =
            Fault.of(new SQLException("deadlock", "40P01")).orElseThrow();

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE);
    private final AtomicInteger questions = new AtomicInteger();
    private Optional<Reason> answer = Optional.empty();
    private final Condition condition = new Condition(
            () -> {
                questions.incrementAndGet();
                return answer;
            },
            nanoTime::get);
    private final LogLines log = new LogLines();

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void theDatabaseIsAskedOnceASecond() {
        for (int request = 0; request < 100; request++) {
            assertThat(condition.whyNotReady()).isEmpty();
        }
        assertThat(questions).hasValue(1);

        advance(Duration.ofSeconds(1));
        condition.whyNotReady();

        assertThat(questions).hasValue(2);
    }

    @Test
    void thoseWhoAskMeanwhileShareTheAnswer() throws Exception {
        var threads = Executors.newCachedThreadPool();
        var answers = new ArrayList<Future<Optional<Reason>>>();
        for (int number = 0; number < 50; number++) {
            answers.add(threads.submit(condition::whyNotReady));
        }

        for (var shared : answers) {
            assertThat(shared.get()).isEmpty();
        }
        threads.shutdown();

        assertThat(questions).hasValue(1);
    }

    @Test
    void aFullDiskIsRememberedForTenSeconds() {
        condition.met(FULL);

        assertThat(condition.whyNotReady()).map(Reason::words).contains("the disk is full");
        advance(Duration.ofSeconds(9));
        assertThat(condition.whyNotReady()).isPresent();
        advance(Duration.ofSeconds(1));
        assertThat(condition.whyNotReady()).isEmpty();
    }

    @Test
    void aWriteThatSucceedsEndsIt() {
        condition.met(FULL);
        condition.whyNotReady();
        condition.written();
        advance(Duration.ofSeconds(1));

        assertThat(condition.whyNotReady()).isEmpty();
    }

    @Test
    void whatIsOnlyBusyIsReady() {
        condition.met(BUSY);

        assertThat(condition.whyNotReady()).isEmpty();
    }

    @Test
    void eachChangeIsLoggedOnce() {
        answer = Optional.of(new Reason("the disk is full", "53100 no space"));
        for (int second = 0; second < 5; second++) {
            condition.whyNotReady();
            advance(Duration.ofSeconds(1));
        }
        answer = Optional.empty();
        for (int second = 0; second < 5; second++) {
            condition.whyNotReady();
            advance(Duration.ofSeconds(1));
        }

        assertThat(log.of("WARN")).containsExactly("WARN The board is not ready: the disk is full (53100 no space)");
        assertThat(log.of("INFO")).containsExactly("INFO The board is ready again");
    }

    private void advance(Duration duration) {
        nanoTime.addAndGet(duration.toNanos());
    }
}
