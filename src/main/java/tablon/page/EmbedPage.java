package tablon.page;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tablon.access.SecurityHeaders;
import tablon.digest.Sha256;
import tablon.notice.Notice;
import tablon.notice.NoticeFilter;
import tablon.notice.Occasion;
import tablon.page.markdown.Markdown;

/**
 * The model of the list for a frame on another site.
 *
 * @param board the name of the board
 * @param filter the filter in words
 * @param whole a link to the list of which these are the first ones
 */
public record EmbedPage(Frame frame, String board, String filter, String whole, List<Item> items) {
    static final int MAX_BYTES = 5 * 1024;

    /** The colours and type of board.css; enhanced contrast without {@code prefers-contrast}, to save space. */
    static final String STYLE = """
            :root{color-scheme:light dark;--p:#f6f3ec;--i:#211d1a;--q:#4f4841;--l:#ded7ca;--a:#a3203c}
            @media(prefers-color-scheme:dark){:root{--p:#171513;--i:#ece7df;--q:#b8afa5;--l:#3a3530;--a:#f0899b}}
            body{margin:0;padding:.875rem 1rem;background:var(--p);color:var(--i);\
            font:100%/1.4 system-ui,sans-serif;overflow-wrap:anywhere}
            h1,li a{font-family:Charter,"Iowan Old Style",Georgia,serif;font-weight:700;line-height:1.25}
            h1{margin:0;font-size:1.25rem}
            h1::after{content:"";display:block;width:2rem;height:3px;margin-top:.5rem;background:var(--a)}
            p,ul{margin:.5rem 0 0;padding:0}
            li{list-style:none;padding:.5rem 0}
            li+li{border-top:1px solid var(--l)}
            a{color:inherit;text-decoration-color:var(--a);text-underline-offset:.18em}
            li a{display:block;padding:.125rem 0;font-size:1.0625rem;text-decoration:none}
            a:hover{text-decoration:underline}
            :focus-visible{outline:3px solid var(--a);outline-offset:1px}
            .q{color:var(--q);font-size:.9375rem}
            li .q{margin:.25rem 0 0}
            .all{margin-top:0;padding-top:.5rem;border-top:1px solid var(--l);font-weight:600}
            .all a{display:inline-block;padding:.25rem 0}
            """;

    static final String POLICY = SecurityHeaders.framedAnywhere(
            Base64.getEncoder().encodeToString(Sha256.of(STYLE.getBytes(StandardCharsets.UTF_8))));

    /** In UTF-16 code units, which take at most five bytes. */
    private static final int MAX_NAME_LENGTH = 60;

    private static final int MAX_ADDRESS_LENGTH = 1_000;

    static EmbedPage of(Frame frame, Dates dates, List<Notice> notices) {
        return new EmbedPage(
                frame,
                shortened(frame.boardName()),
                shortened(frame.filter()),
                whole(frame.board()),
                notices.stream().map(notice -> Item.of(notice, frame, dates)).toList());
    }

    /** The whole list; the whole board if the address would be too long for the frame. */
    private static String whole(BoardAddress board) {
        var filter = board.filter();
        var events = new NoticeFilter(filter.campus(), filter.label(), filter.search(), false);
        var path = filter.events()
                ? BoardAddress.in(board.chosen(), board.with(events).sameIn("agenda"))
                : board.path();
        return path.length() > MAX_ADDRESS_LENGTH ? board.home() : path;
    }

    EmbedPage first(int number) {
        return new EmbedPage(frame, board, filter, whole, items.subList(0, number));
    }

    /** The first notice, with a short title. */
    EmbedPage shortened() {
        return new EmbedPage(
                frame,
                board,
                filter,
                whole,
                items.stream().limit(1).map(Item::shortened).toList());
    }

    public String style() {
        return STYLE;
    }

    public boolean showsEvents() {
        return frame.board().filter().events();
    }

    private static String shortened(String text) {
        return Markdown.shortened(text, MAX_NAME_LENGTH);
    }

    /**
     * A notice.
     *
     * @param lang the language of the title; null if that of the page
     * @param date of an event when it takes place, else when it was published
     * @param time the same for programs
     * @param place of an event where it takes place, else the name of the campus if the list is not of one
     */
    public record Item(
            String path, String title, @Nullable String lang, String date, String time, Optional<String> place) {

        static Item of(Notice notice, Frame frame, Dates dates) {
            var occasion = frame.board().filter().events() ? notice.occasion() : null;
            return new Item(
                    frame.board().notice(notice.id()),
                    notice.title(),
                    frame.lang(notice.language()),
                    occasion == null ? dates.shortDate(dates.day(notice.published())) : date(occasion, dates),
                    occasion == null ? notice.published().toString() : String.valueOf(notice.startText()),
                    (occasion == null
                                    ? Optional.of(frame.nameOf(notice.campus()))
                                            .filter(name ->
                                                    frame.board().campus().isEmpty())
                                    : Optional.ofNullable(notice.place()))
                            .map(EmbedPage::shortened));
        }

        /** Such as {@code 24 nov, 18:00} or {@code 24 nov – 26 nov}. */
        private static String date(Occasion occasion, Dates dates) {
            var first = occasion.firstDay(dates.zone());
            var last = occasion.lastDay(dates.zone());
            var start = dates.shortDate(first) + (occasion.wholeDays() ? "" : ", " + dates.time(occasion.starts()));
            return last.isAfter(first) ? start + " – " + dates.shortDate(last) : start;
        }

        private Item shortened() {
            return new Item(path, EmbedPage.shortened(title), lang, date, time, place);
        }
    }
}
