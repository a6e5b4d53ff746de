package tablon.feed;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tablon.notice.Notice;
import tablon.notice.Occasion;
import tablon.page.Dates;
import tablon.page.markdown.Markdown;
import tablon.text.Language;
import tablon.text.Text;

/**
 * The content of entries as HTML.
 *
 * @param base the public address of the board
 * @param dates in the language of the board
 */
record Content(URI base, Dates dates) {
    /** The beginning of a relative link, up to the two characters that say what it is relative to. */
    private static final Pattern RELATIVE_LINK =
            Pattern.compile("(?i)<a href=\"(?!https?:|mailto:|tel:)(?=(//|[/?#\"]?))");

    /** The description, with absolute links; before it, when and where the event takes place. */
    String of(Notice notice, URI page) {
        var language = Language.of(Locale.forLanguageTag(notice.language()));
        var html = Markdown.html(notice.description(), language);
        return occasion(notice)
                + RELATIVE_LINK
                        .matcher(html)
                        .replaceAll(link -> "<a href=\"" + Matcher.quoteReplacement(start(link.group(1), page)));
    }

    /** Text for HTML content and attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** What to put before a link from {@code page} that begins like this. */
    private String start(String beginning, URI page) {
        return switch (beginning) {
            case "//" -> base.getScheme() + ":";
            case "/" -> base.getScheme() + "://" + base.getRawAuthority();
            case "?", "#", "\"" -> page.toString();
            default -> page.resolve(".").toString();
        };
    }

    private String occasion(Notice notice) {
        var lines = Optional.ofNullable(notice.occasion())
                .map(occasion -> line("feed.when", when(occasion)))
                .orElse("");
        if (notice.place() != null) {
            var where =
                    line("feed.where", notice.place().lines().map(String::strip).toList());
            lines = lines.isEmpty() ? where : lines + "<br>" + where;
        }
        if (lines.isEmpty()) {
            return "";
        }
        var tag = dates.language().tag();
        return (tag.equals(notice.language()) ? "<p>" : "<p lang=\"" + tag + "\">") + lines + "</p>\n";
    }

    private String line(String key, Iterable<String> parts) {
        return line(key, String.join(", ", parts));
    }

    private String line(String key, String text) {
        return "<strong>" + text(key) + "</strong> " + escape(text);
    }

    private String when(Occasion occasion) {
        var zone = dates.zone();
        var first = occasion.firstDay(zone);
        var last = occasion.lastDay(zone);
        if (occasion.wholeDays()) {
            return first.equals(last)
                    ? dates.date(first)
                    : text("page.period", dates.start(first, last), dates.dateWithoutWeekday(last));
        }
        var time = dates.time(occasion.starts());
        if (occasion.ends() != null) {
            var end = dates.time(occasion.ends());
            time += dates.day(occasion.ends()).equals(first)
                    ? "–" + end
                    : " – " + dates.date(dates.day(occasion.ends())) + ", " + end;
        }
        return text("page.published", dates.date(first), time, dates.zoneName(occasion.starts()));
    }

    private String text(String key, Object... arguments) {
        return Text.of(key, arguments).in(dates.language());
    }
}
