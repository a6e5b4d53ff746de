package tablon.page;

import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tablon.access.Actor;
import tablon.access.Permission;
import tablon.access.Rights;
import tablon.campus.Campus;
import tablon.notice.ModerationStore;
import tablon.notice.NoticeFilter;
import tablon.page.Phrase.Quote;
import tablon.text.Language;
import tablon.text.Text;

/**
 * The model of the layout around the content of every page.
 *
 * @param campuses the campuses in the menu, sorted by name as in {@code language}; empty on an error page while the database
 *     is unavailable
 * @param board the address of this page if it is part of the board, else of the home page
 * @param onBoard whether this page is part of the board
 * @param translated a link to this page in the other language
 * @param section the first part of the path of this page
 * @param actor who sees the page
 * @param pending how many proposals await the person who sees the page, counted up to 100
 * @param done what the request before this page did
 */
public record Frame(
        Language language,
        Site site,
        List<Campus> campuses,
        BoardAddress board,
        boolean onBoard,
        String translated,
        String section,
        Actor actor,
        int pending,
        Optional<Done> done) {
    /** More campuses are behind a disclosure, so that a phone shows notices on the first screen. */
    private static final int FEW_CAMPUSES = 4;

    public Frame {
        var collator = Collator.getInstance(language.locale());
        campuses = campuses.stream()
                .sorted(Comparator.comparing(Campus::name, collator).thenComparing(Campus::code))
                .toList();
    }

    public String boardName() {
        return site.boardName();
    }

    public String text(String key, Object... arguments) {
        return message(key, arguments).in(language);
    }

    /** A text with quotations: arguments that are a {@link Quote}. */
    public Phrase phrase(String key, Object... arguments) {
        return Phrase.of(message(key, arguments), language);
    }

    /** An example of something that is written on the board, in its language. */
    public Quote example(String key) {
        return new Quote(message("example." + key).in(site.language()), contentLang());
    }

    /** The value of an attribute {@code lang} for the names of the board and its campuses; null if it is not needed. */
    public @Nullable String contentLang() {
        return lang(site.language().tag());
    }

    /** The value of an attribute {@code lang} within the page; null if it is not needed. */
    public @Nullable String lang(String tag) {
        return tag.equals(language.tag()) ? null : tag;
    }

    /** The path of a file of the board, such as a style sheet. */
    public String path(String relative) {
        return board.base() + relative;
    }

    /** A link to a page of the board that keeps the chosen language, such as {@code mis-noticias}. */
    public String link(String relative) {
        return BoardAddress.in(board.chosen(), board.base() + relative);
    }

    /** The board and its filter, such as {@code Tablón · Facultad de Medicina · becas}, as a feed is called. */
    public String followed() {
        return FilterName.withBoard(boardName(), board.filter(), this::nameOf, language);
    }

    /** The filter of the board in words; empty for the whole board. */
    public String filter() {
        return FilterName.of(board.filter(), this::nameOf, language);
    }

    public boolean isSignedIn() {
        return actor.account().isPresent();
    }

    /** Whether the person writes notices, which may need approval. */
    public boolean mayWrite() {
        return actor.may(Permission.PUBLISH) || actor.may(Permission.PROPOSE);
    }

    public boolean needsApproval() {
        return Rights.needsApproval(actor);
    }

    /** How many proposals await the person: a number, or that there are many. */
    public String pendingText() {
        return pending < ModerationStore.MAX_PENDING ? String.valueOf(pending) : pending - 1 + "+";
    }

    public boolean mayModerate() {
        return actor.may(Permission.MODERATE);
    }

    public boolean mayAdminister() {
        return actor.may(Permission.ADMINISTER);
    }

    /** Whether the actor sees the audit log, or a part of it. */
    public boolean mayAudit() {
        return actor.may(Permission.ADMINISTER) || actor.may(Permission.MODERATE);
    }

    /** What the request before this page did, in words. */
    public Optional<String> doneText() {
        return done.map(what -> text(what.key()));
    }

    /** A text in the other language: its own name, for example. */
    public String textInOther(String key) {
        return Text.of("page." + key).in(language.other());
    }

    public boolean hasManyCampuses() {
        return campuses.size() > FEW_CAMPUSES;
    }

    /** A link to the notices ({@code ""}) or the agenda of the same campus and label. */
    public String list(String other) {
        var filter = board.filter();
        return board.on(other)
                .with(new NoticeFilter(filter.campus(), filter.label(), Optional.empty(), false))
                .path();
    }

    /** A link to a page about this list, such as {@code seguir}. */
    public String about(String relative) {
        return BoardAddress.in(board.chosen(), board.sameIn(relative));
    }

    /** Whether the page is this part of the board: {@code ""}, {@code agenda}, {@code etiquetas} or {@code seguir}. */
    public boolean isOn(String part) {
        return section.equals(part);
    }

    /** Whether the page shows the board of this campus, or of all campuses if it is empty. */
    public boolean isCurrent(Optional<String> campus) {
        return onBoard && board.campus().equals(campus);
    }

    /** The campus of the page, or that it shows all of them. */
    public Phrase place() {
        return board.campus().map(this::campus).map(Phrase::of).orElseGet(() -> phrase("campuses.all"));
    }

    /** The name of a campus. */
    public Quote campus(String code) {
        return new Quote(nameOf(code), contentLang());
    }

    public String nameOf(String code) {
        return campuses.stream()
                .filter(campus -> campus.code().equals(code))
                .map(Campus::name)
                .findFirst()
                .orElse(code);
    }

    private static Text message(String key, Object... arguments) {
        return Text.of("page." + key, arguments);
    }
}
