package tablon.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tablon.problem.Problem;
import tablon.problem.ProblemType;
import tablon.testing.TestClock;
import tablon.throttle.RateLimits.Limit;

class RateLimitsTest {
    private final TestClock clock = new TestClock();
    private final RateLimits limits = new RateLimits(clock);

    @Test
    void requestBeyondTheLimitIs429WithRetryAfter() {
        take(Limit.WRITES, "ana", 300);

        var refused = catchThrowableOfType(Problem.class, () -> limits.take(Limit.WRITES, "ana"));

        assertThat(refused.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers()).containsEntry("Retry-After", "1");
    }

    @Test
    void limitRefillsEvenly() {
        take(Limit.SIGN_UPS, "192.0.2.7", 30);

        clock.advance(Duration.ofMinutes(4));

        take(Limit.SIGN_UPS, "192.0.2.7", 2);
        var refused = catchThrowableOfType(Problem.class, () -> limits.take(Limit.SIGN_UPS, "192.0.2.7"));
        assertThat(refused.headers()).containsEntry("Retry-After", "121");
        clock.advance(Duration.ofSeconds(121));
        take(Limit.SIGN_UPS, "192.0.2.7", 1);
    }

    @Test
    void othersAreNotLimited() {
        take(Limit.SIGN_UPS, "2001:db8:1:2::1", 30);

        assertThatCode(() -> limits.take(Limit.SIGN_UPS, "2001:db8:1:3::1")).doesNotThrowAnyException();
        assertThatCode(() -> limits.take(Limit.WRITES, "2001:db8:1:2::1")).doesNotThrowAnyException();
        assertThat(catchThrowableOfType(Problem.class, () -> limits.take(Limit.SIGN_UPS, "2001:db8:1:2::2")))
                .isNotNull();
    }

    @Test
    void manyKeysAreForgotten() {
        for (int number = 0; number < 30_000; number++) {
            limits.take(Limit.WRITES, "actor-" + number);
        }

        assertThat(limits.size()).isLessThanOrEqualTo(10_000);
    }

    private void take(Limit limit, String key, int times) {
        for (int number = 0; number < times; number++) {
            limits.take(limit, key);
        }
    }
}
