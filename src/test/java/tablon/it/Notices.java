package tablon.it;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tablon.testing.Client;

/** Writes and lists notices for these tests. */
final class Notices {
    private Notices() {}

    static Map<String, Object> notice(String title) {
        var notice = new LinkedHashMap<String, Object>();
        notice.put("titulo", title);
        notice.put("descripcion", "Se abre el *lunes*: mañana no.");
        notice.put("campus", "UGR");
        return notice;
    }

    /** The ids of all visible notices, from all pages of the list. */
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
