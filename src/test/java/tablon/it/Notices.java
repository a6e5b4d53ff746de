package tablon.it;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tablon.testing.Client;

/** Notices as these tests write and find them. */
final class Notices {
    private Notices() {}

    static Map<String, Object> notice(String title) {
        var notice = new LinkedHashMap<String, Object>();
        notice.put("titulo", title);
        notice.put("descripcion", "Se abre el *lunes*: mañana no.");
        notice.put("campus", "UGR");
        return notice;
    }

    /** The ids of all that a reader can find, page by page. */
    static Set<String> ids(Client reader) {
        var ids = new HashSet<String>();
        var page = reader.get("api/news?limit=100");
        while (true) {
            page.json().forEach(notice -> ids.add(notice.get("id").asText()));
            var next = page.link("next");
            if (next.isEmpty()) {
                return ids;
            }
            page = reader.get(next.get().toString());
        }
    }
}
