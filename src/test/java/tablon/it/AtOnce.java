package tablon.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import tablon.testing.Exchange;

/** Requests that are sent at the same moment. */
final class AtOnce {
    private AtOnce() {}

    /** Makes the requests of the numbers below {@code count}, each by a thread of its own, and awaits all answers. */
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
