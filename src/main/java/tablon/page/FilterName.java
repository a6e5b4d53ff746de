package tablon.page;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tablon.notice.NoticeFilter;
import tablon.text.Language;
import tablon.text.Text;

/** A filter in words, such as {@code Facultad de Medicina · becas · «examen»}. */
public final class FilterName {
    private static final String SEPARATOR = " · ";

    private FilterName() {}

    /**
     * The filter in words; empty for the whole board.
     *
     * @param campusName the name of a campus by its code
     */
    static String of(NoticeFilter filter, UnaryOperator<String> campusName, Language language) {
        return Stream.of(
                        filter.campus().map(campusName),
                        filter.label(),
                        filter.search()
                                .map(words -> Text.of("filter.words", words).in(language)),
                        Optional.of("filter.events")
                                .filter(key -> filter.events())
                                .map(key -> Text.of(key).in(language)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(SEPARATOR));
    }

    /** The board and the filter, as a feed is called. */
    public static String withBoard(
            String boardName, NoticeFilter filter, UnaryOperator<String> campusName, Language language) {
        var name = of(filter, campusName, language);
        return name.isEmpty() ? boardName : boardName + SEPARATOR + name;
    }
}
