package tablon.page;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tablon.json.Json;
import tablon.notice.Notice;

/** A notice as JSON-LD in the vocabulary of schema.org. */
final class NoticeData {

    private NoticeData() {}

    /**
     * A {@code NewsArticle}, and after it an {@code Event} if it is one, for a {@code script} element: no text in it can end
     * the element or begin a comment, because it contains no {@code <}.
     *
     * @param campus the name of its campus
     */
    static String of(Notice notice, String address, String campus, String boardName) {
        var board = named("Organization", boardName);
        var data = new LinkedHashMap<String, Object>();
        data.put("@context", "https://schema.org");
        data.put("@type", "NewsArticle");
        data.put("headline", notice.title());
        data.put("url", address);
        data.put("inLanguage", notice.language());
        data.put("datePublished", notice.published());
        data.put("dateModified", later(notice.published(), notice.updated()));
        if (notice.expires() != null) {
            data.put("expires", notice.expires());
        }
        data.put("contentLocation", named("Place", campus));
        data.put("author", notice.authorName() == null ? board : named("Person", notice.authorName()));
        data.put("publisher", board);
        var all = notice.hasOccasion() ? List.of(data, event(notice, address, campus, board)) : data;
        return new String(Json.bytes(all), StandardCharsets.UTF_8).replace("<", "\\u003c");
    }

    private static Map<String, Object> event(Notice notice, String address, String campus, Object board) {
        var place = Optional.ofNullable(notice.place()).map(EventRow::inOneLine);
        var event = new LinkedHashMap<String, Object>();
        event.put("@context", "https://schema.org");
        event.put("@type", "Event");
        event.put("name", notice.title());
        event.put("url", address);
        event.put("inLanguage", notice.language());
        event.put("startDate", Objects.requireNonNull(notice.startText()));
        if (notice.endText() != null) {
            event.put("endDate", notice.endText());
        }
        event.put("eventStatus", "https://schema.org/EventScheduled");
        event.put("location", named("Place", place.orElse(campus)));
        event.put("organizer", board);
        return event;
    }

    /** A notice that was scheduled was updated before it was published. */
    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Map<String, String> named(String type, String name) {
        var thing = new LinkedHashMap<String, String>();
        thing.put("@type", type);
        thing.put("name", name);
        return thing;
    }
}
