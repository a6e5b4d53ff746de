package tablon.page;

import java.util.List;
import java.util.Optional;
import tablon.campus.Campus;
import tablon.text.Language;
import tablon.text.Text;

/**
 * The model of the layout around the content of every page.
 *
 * @param campuses the campuses in the menu; empty on error pages, which do not query the database
 * @param board the address of this page if it is part of the board, else of the home page
 * @param onBoard whether this page is part of the board
 */
public record Frame(Language language, String boardName, List<Campus> campuses, BoardAddress board, boolean onBoard) {

    public String text(String key, Object... arguments) {
        return Text.of("page." + key, arguments).in(language);
    }

    /** Resolves a path against {@link BoardAddress#home}. */
    public String path(String relative) {
        return board.home() + relative;
    }

    /** Whether the page shows the board of this campus, or of all campuses if it is empty. */
    public boolean isCurrent(Optional<String> campus) {
        return onBoard && board.campus().equals(campus);
    }

    String nameOf(String code) {
        return campuses.stream()
                .filter(campus -> campus.code().equals(code))
                .map(Campus::name)
                .findFirst()
                .orElse(code);
    }
}
