package tablon.feed;

import tablon.json.Json;
import tablon.json.Rfc3339;

/**
 * Writes what a remote feed of Concerto 3 reads: an array of items, each identified by type and name. So the name depends on
 * the notice alone, whichever others have the same title: it ends in the id.
 */
final class ConcertoFeed {
    private ConcertoFeed() {}

    static byte[] write(Feed feed) {
        var items = Json.mapper().createArrayNode();
        for (var entry : feed.entries()) {
            var notice = entry.notice();
            var item = items.addObject()
                    .put("type", "RichText")
                    .put("name", notice.title() + " · " + notice.id())
                    .put("render_as", "html")
                    .put("text", "<h1>" + Content.escape(notice.title()) + "</h1>\n" + entry.html())
                    .put("start_time", Rfc3339.write(notice.published()));
            if (notice.expires() != null) {
                item.put("end_time", Rfc3339.write(notice.expires()));
            }
        }
        return Json.bytes(items);
    }
}
