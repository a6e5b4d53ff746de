package tablon.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import tablon.testing.Exchange;

/** Sends requests in parallel. */
final class ParallelRequests {
    private ParallelRequests() {}

    /** Sends requests 0 to {@code count} - 1, each on its own thread, and returns all responses in this order. */
    static List<Exchange> send(int count, IntFunction<Exchange> request)
            throws InterruptedException, ExecutionException {
        var ready = new CountDownLatch(count);
        var threads = Executors.newFixedThreadPool(count);
        try {
            var pending = IntStream.range(0, count)
                    .mapToObj(number -> threads.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return request.apply(number);
                    }))
                    .toList();
            var answers = new ArrayList<Exchange>();
            for (var answer : pending) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
