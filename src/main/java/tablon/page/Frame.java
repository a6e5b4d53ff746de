package tablon.page;

import java.util.List;
import java.util.Optional;
import tablon.campus.Campus;
import tablon.text.Language;
import tablon.text.Text;

/**
 * The model of the layout around the content of every page.
 *
 * @param campuses the campuses in the menu; empty on an error page while the database is unavailable
 * @param board the address of this page if it is part of the board, else of the home page
 * @param onBoard whether this page is part of the board
 * @param translated a link to this page in the other language
 */
public record Frame(
        Language language, Site site, List<Campus> campuses, BoardAddress board, boolean onBoard, String translated) {

    public String boardName() {
        return site.boardName();
    }

    public String text(String key, Object... arguments) {
        return Text.of("page." + key, arguments).in(language);
    }

    /** The path of a file of the board, such as a style sheet. */
    public String path(String relative) {
        return board.base() + relative;
    }

    /** A text in the other language: its own name, for example. */
    public String textInOther(String key) {
        return Text.of("page." + key).in(language.other());
    }

    /** Whether the page shows the board of this campus, or of all campuses if it is empty. */
    public boolean isCurrent(Optional<String> campus) {
        return onBoard && board.campus().equals(campus);
    }

    public String nameOf(String code) {
        return campuses.stream()
                .filter(campus -> campus.code().equals(code))
                .map(Campus::name)
                .findFirst()
                .orElse(code);
    }
}
