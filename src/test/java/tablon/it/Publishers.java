package tablon.it;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import tablon.testing.Client;

/** Several publishers who post without pause until they are told to stop or nobody answers any more. */
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

    /** The ids of what was answered by 201 so far. */
    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** Other statuses than 201. */
    Set<Integer> refusals() {
        return Set.copyOf(refusals);
    }

    /** Waits until as many more as {@code count} are acknowledged. */
    void awaitMore(int count) {
        int goal = acknowledged.size() + count;
        Eventually.holds(
                () -> goal + " notices acknowledged, not " + acknowledged.size() + "; refusals " + refusals,
                () -> acknowledged.size() >= goal);
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
            } catch (IllegalStateException nobodyAnswers) {
                return;
            }
        }
    }
}
