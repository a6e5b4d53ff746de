package tablon.page;

import java.util.List;
import java.util.Optional;
import tablon.campus.Campus;
import tablon.text.Language;
import tablon.text.Text;

/**
 * What stands around the content of every page.
 *
 * @param campuses those to choose from; none where the database is not asked
 * @param board which part of the board is shown; where another page is, the whole of it
 * @param onBoard whether the page is a part of the board
 */
public record Frame(Language language, String boardName, List<Campus> campuses, BoardAddress board, boolean onBoard) {

    public String text(String key, Object... arguments) {
        return Text.of("page." + key, arguments).in(language);
    }

    /** The path of something that lies under {@link BoardAddress#home}. */
    public String path(String relative) {
        return board.home() + relative;
    }

    /** Whether the page shows the notices of the campus with this code, or of all. */
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
