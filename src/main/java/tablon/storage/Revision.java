package tablon.storage;

import java.security.SecureRandom;

/**
 * A state of the board. Two are equal only if nothing was committed in between.
 *
 * @param number grows by one with each change
 * @param stamp random: after a restored backup or an asynchronous failover a number may come again, the stamp does not
 */
public record Revision(long number, long stamp) {
    private static final SecureRandom RANDOM = new SecureRandom();

    static long newStamp() {
        return RANDOM.nextLong();
    }
}
