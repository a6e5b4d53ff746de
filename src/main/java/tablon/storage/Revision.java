package tablon.storage;

import java.security.SecureRandom;

/**
 * Identifies a committed state of the board. Two revisions are equal only if no change was committed between them.
 *
 * @param number grows by one with each change
 * @param stamp random: after a restored backup or an asynchronous failover a number can repeat, a stamp does not
 */
public record Revision(long number, long stamp) {
    private static final SecureRandom RANDOM = new SecureRandom();

    static long newStamp() {
        return RANDOM.nextLong();
    }
}
