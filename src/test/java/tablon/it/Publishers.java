package tablon.it;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import tablon.testing.Client;

/** Several threads that publish notices without pause, until they are closed or the board ends. */
final class Publishers implements AutoCloseable {
    private static final int COUNT = 4;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<Integer> refusals = ConcurrentHashMap.newKeySet();
    private final AtomicInteger posted = new AtomicInteger();
    private final List<Thread> threads;
    private volatile boolean stopped;

    Publishers(Client administrator) {
        threads = IntStream.range(0, COUNT)
                .mapToObj(number -> new Thread(() -> post(administrator), "publisher-" + number))
                .toList();
        threads.forEach(Thread::start);
    }

    /** The ids of all notices that were answered with 201 so far. */
    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** The statuses other than 201 so far. */
    Set<Integer> refusals() {
        return Set.copyOf(refusals);
    }

    /** Waits until {@code count} more notices are acknowledged. */
    void awaitMore(int count) {
        int target = acknowledged.size() + count;
        Eventually.holds(
                () -> target + " notices acknowledged, not " + acknowledged.size() + "; refusals " + refusals,
                () -> acknowledged.size() >= target);
    }

    @Override
    public void close() {
        stopped = true;
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }

    private void post(Client administrator) {
        while (!stopped) {
            try {
                var answer = administrator.post("api/news", Notices.notice("Aviso " + posted.incrementAndGet()));
                if (answer.status() == 201) {
                    acknowledged.add(answer.json().get("id").asText());
                } else {
                    refusals.add(answer.status());
                    return;
                }
            } catch (IllegalStateException boardEnded) {
                return;
            }
        }
    }
}
