package tablon.page;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tablon.json.Json;
import tablon.notice.Notice;

/** A notice as JSON-LD in the vocabulary of schema.org. */
final class NoticeData {

    private NoticeData() {}

    /**
     * A {@code NewsArticle}, for a {@code script} element: no text in it can end the element or begin a comment, because
     * it contains no {@code <}.
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
        return new String(Json.bytes(data), StandardCharsets.UTF_8).replace("<", "\\u003c");
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
