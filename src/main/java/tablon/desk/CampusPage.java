package tablon.desk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tablon.account.ModeratorStore.Moderator;
import tablon.campus.Campus;
import tablon.page.FormState;
import tablon.page.Frame;
import tablon.page.Head;

/**
 * The model of the page with all campuses, and of the page with one.
 *
 * @param campuses all campuses, or the one
 * @param moderators whom the one may name
 */
public record CampusPage(Frame frame, Head head, List<Campus> campuses, List<Moderator> moderators, FormState form) {

    public Campus campus() {
        return campuses.get(0);
    }

    public String link(Campus campus) {
        return frame.link("campus/" + URLEncoder.encode(campus.code(), StandardCharsets.UTF_8));
    }
}
