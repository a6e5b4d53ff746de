package tablon.feed;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tablon.text.Language;

/**
 * One page of a feed.
 *
 * @param id of the feed, the same on all its pages and at any address of the board
 * @param language of the feed; an entry may be in another one
 * @param home the page of the board with the same notices
 * @param first the first page of the feed
 * @param self this page
 */
record Feed(
        UUID id,
        String title,
        String boardName,
        Language language,
        URI home,
        URI first,
        URI self,
        Optional<URI> next,
        Optional<URI> previous,
        List<Entry> entries) {

    /** The last change of an entry; 1970 without entries, so that an empty feed stays the same. */
    Instant updated() {
        return entries.stream()
                .map(Entry::updated)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }
}
