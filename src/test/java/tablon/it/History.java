package tablon.it;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The writes and reads of one notice at one address. Checks that they are linearizable: each write takes effect at one
 * moment between its start and its acknowledgement, and each read sees the state of one moment between its start and end.
 */
final class History {
    private static final int NO_WRITE = -1;

    private final List<Write> writes = new ArrayList<>();
    private final List<Read> reads = new ArrayList<>();

    /**
     * An acknowledged write. Writes of one notice are sequential.
     *
     * @param start when it was sent ({@link System#nanoTime()})
     * @param end when it was acknowledged ({@link System#nanoTime()})
     * @param deleted whether it deleted the notice
     * @param expires when the notice that it wrote expires
     */
    record Write(long start, long end, boolean deleted, Optional<Instant> expires) {}

    /**
     * An answered read.
     *
     * @param seen the index of the write whose result was read; empty if the notice was absent
     */
    record Read(long start, long end, Instant sent, Instant answered, OptionalInt seen) {}

    synchronized void add(Write write) {
        writes.add(write);
    }

    synchronized void add(Read read) {
        reads.add(read);
    }

    synchronized int reads() {
        return reads.size();
    }

    /** A description of each read that returned a state it could not have seen. */
    synchronized List<String> violations() {
        var violations = new ArrayList<String>();
        var known = new ArrayList<int[]>();
        var valid = new ArrayList<Read>();
        var inOrder =
                reads.stream().sorted(Comparator.comparingLong(Read::start)).toList();
        for (var read : inOrder) {
            int least = Math.max(acknowledgedBefore(read.start), seenBefore(valid, known, read.start));
            int most = sentBefore(read.end);
            var possible = read.seen.isPresent()
                    ? visible(read, least, most)
                    : IntStream.rangeClosed(least, most)
                            .filter(write -> couldBeAbsent(write, read))
                            .findFirst();
            if (possible.isEmpty()) {
                violations.add("read %s, possible are writes %d to %d".formatted(read.seen, least, most));
            } else {
                valid.add(read);
                known.add(new int[] {possible.getAsInt()});
            }
        }
        return violations;
    }

    private OptionalInt visible(Read read, int least, int most) {
        int seen = read.seen.orElseThrow();
        if (seen < least || seen > most) {
            return OptionalInt.empty();
        }
        var write = writes.get(seen);
        boolean expired = write.expires.filter(end -> !read.sent.isBefore(end)).isPresent();
        return !write.deleted && !expired ? OptionalInt.of(seen) : OptionalInt.empty();
    }

    private boolean couldBeAbsent(int write, Read read) {
        return write == NO_WRITE
                || writes.get(write).deleted
                || writes.get(write)
                        .expires
                        .filter(end -> !read.answered.isBefore(end))
                        .isPresent();
    }

    private int acknowledgedBefore(long moment) {
        return (int) writes.stream().filter(write -> write.end < moment).count() - 1;
    }

    private int sentBefore(long moment) {
        return (int) writes.stream().filter(write -> write.start < moment).count() - 1;
    }

    private static int seenBefore(List<Read> valid, List<int[]> known, long moment) {
        int newest = NO_WRITE;
        for (int i = 0; i < valid.size(); i++) {
            if (valid.get(i).end < moment) {
                newest = Math.max(newest, known.get(i)[0]);
            }
        }
        return newest;
    }
}
