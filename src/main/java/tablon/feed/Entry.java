package tablon.feed;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import tablon.notice.Notice;

/**
 * A notice in a feed.
 *
 * @param address of its page
 * @param campus the name of its campus
 * @param html the whole content as safe HTML without relative links; of an event it first says when and where
 */
record Entry(Notice notice, URI address, String campus, String html) {

    /** The same wherever and in whichever language the board is read. */
    String id() {
        return "urn:uuid:" + notice.id();
    }

    /** When readers could first see the content as it is now. A pin and another expiry do not change it. */
    Instant updated() {
        return notice.revised().isAfter(notice.published()) ? notice.revised() : notice.published();
    }

    Optional<String> author() {
        return Optional.ofNullable(notice.authorName());
    }
}
