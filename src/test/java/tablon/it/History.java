package tablon.it;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What writers did to one notice and what readers saw of it at one address, and whether the two agree: as if each write
 * happened at one moment between its start and its acknowledgement, and each read saw the board of one moment.
 */
final class History {
    private static final int NOTHING_YET = -1;

    private final List<Write> writes = new ArrayList<>();
    private final List<Read> reads = new ArrayList<>();

    /**
     * A write that was acknowledged; they follow one another.
     *
     * @param start when it was sent, in nanoseconds
     * @param end when it was acknowledged
     * @param deleted whether the notice was deleted by it
     * @param expires when the notice stops to be visible after it
     */
    record Write(long start, long end, boolean deleted, Optional<Instant> expires) {}

    /**
     * A read that was answered.
     *
     * @param seen which write the notice was as of, from 0 on; empty where it was not there
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

    /** What no board that is fresh could have shown, in words. */
    synchronized List<String> violations() {
        var violations = new ArrayList<String>();
        var known = new ArrayList<int[]>();
        var ended = new ArrayList<Read>();
        var inOrder =
                reads.stream().sorted(Comparator.comparingLong(Read::start)).toList();
        for (var read : inOrder) {
            int least = Math.max(acknowledgedBefore(read.start), seenBefore(ended, known, read.start));
            int most = sentBefore(read.end);
            var possible = read.seen.isPresent()
                    ? visible(read, least, most)
                    : IntStream.rangeClosed(least, most)
                            .filter(write -> couldBeAbsent(write, read))
                            .findFirst();
            if (possible.isEmpty()) {
                violations.add("saw %s where writes %d to %d could be seen".formatted(read.seen, least, most));
            } else {
                ended.add(read);
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
        return write == NOTHING_YET
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

    private static int seenBefore(List<Read> ended, List<int[]> known, long moment) {
        int newest = NOTHING_YET;
        for (int i = 0; i < ended.size(); i++) {
            if (ended.get(i).end < moment) {
                newest = Math.max(newest, known.get(i)[0]);
            }
        }
        return newest;
    }
}
