package tablon.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** {@link History} detects stale reads. */
class HistoryTest {
    private final History history = new History();

    @Test
    void linearizableHistoryHasNoViolations() {
        write(0, 10, false);
        read(12, 13, 0);
        write(20, 30, false);
        read(22, 26, 0);
        read(24, 28, 1);
        read(31, 32, 1);

        assertThat(history.violations()).isEmpty();
    }

    @Test
    void missedAcknowledgedWriteIsAViolation() {
        write(0, 10, false);
        write(20, 30, false);
        read(31, 32, 0);

        assertThat(history.violations()).hasSize(1);
    }

    @Test
    void olderStateAfterNewerOneIsAViolation() {
        write(0, 10, false);
        write(20, 90, false);
        read(30, 40, 1);
        read(50, 60, 0);

        assertThat(history.violations()).hasSize(1);
    }

    @Test
    void visibleDeletedNoticeIsAViolation() {
        write(0, 10, false);
        write(20, 30, true);
        read(31, 32, 0);

        assertThat(history.violations()).hasSize(1);
    }

    @Test
    void noticeIsVisibleUntilItExpires() {
        history.add(new History.Write(0, 10, false, Optional.of(Instant.ofEpochMilli(50))));
        read(60, 61, 0);
        history.add(new History.Read(60, 61, Instant.ofEpochMilli(60), Instant.ofEpochMilli(61), OptionalInt.empty()));
        history.add(new History.Read(20, 21, Instant.ofEpochMilli(20), Instant.ofEpochMilli(21), OptionalInt.empty()));

        assertThat(history.violations()).hasSize(2);
    }

    private void write(long start, long end, boolean deleted) {
        history.add(new History.Write(start, end, deleted, Optional.empty()));
    }

    private void read(long start, long end, int seen) {
        history.add(new History.Read(
                start, end, Instant.ofEpochMilli(start), Instant.ofEpochMilli(end), OptionalInt.of(seen)));
    }
}
