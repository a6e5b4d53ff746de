package tablon.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import tablon.json.Json;
import tablon.json.Rfc3339;

/** Writes JSON Feed 1.1 (jsonfeed.org). */
final class JsonFeed {
    private JsonFeed() {}

    static byte[] write(Feed feed) {
        var json = Json.mapper()
                .createObjectNode()
                .put("version", "https://jsonfeed.org/version/1.1")
                .put("title", feed.title())
                .put("home_page_url", feed.home().toString())
                // identifies the feed, so it is the same on every page
                .put("feed_url", feed.first().toString())
                .put("language", feed.language().tag());
        feed.next().map(URI::toString).ifPresent(page -> json.put("next_url", page));
        json.putArray("authors").addObject().put("name", feed.boardName());
        var items = json.putArray("items");
        feed.entries().forEach(entry -> write(items.addObject(), entry));
        return Json.bytes(json);
    }

    private static void write(ObjectNode item, Entry entry) {
        var notice = entry.notice();
        item.put("id", entry.id())
                .put("url", entry.address().toString())
                .put("title", notice.title())
                .put("content_html", entry.html())
                .put("date_published", Rfc3339.write(notice.published()))
                .put("date_modified", Rfc3339.write(entry.updated()))
                .put("language", notice.language());
        entry.author().ifPresent(name -> item.putArray("authors").addObject().put("name", name));
        var tags = item.putArray("tags").add(entry.campus());
        notice.labels().forEach(tags::add);
    }
}
