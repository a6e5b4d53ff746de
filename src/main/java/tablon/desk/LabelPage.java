package tablon.desk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tablon.notice.LabelStore.Used;
import tablon.page.FormState;
import tablon.page.Frame;
import tablon.page.Head;
import tablon.page.Phrase;
import tablon.page.Phrase.Quote;

/**
 * The model of the page with all labels, and of the page with one.
 *
 * @param labels all labels, sorted by name as in the language of the page, or the one
 * @param existing another label, which has the name that was sent
 */
public record LabelPage(Frame frame, Head head, List<Used> labels, FormState form, Optional<Used> existing) {
    private static final String PAGE = "etiquetas";

    /** Servers refuse these parts of a path. */
    private static final Pattern NO_PATH = Pattern.compile("[%\\\\]|//|^/|/$|(^|/)\\.{1,2}(/|$)");

    public LabelPage {
        var collator = Collator.getInstance(frame.language().locale());
        labels = labels.stream()
                .sorted(Comparator.comparing(Used::name, collator).thenComparing(Used::name))
                .toList();
    }

    public Used label() {
        return labels.get(0);
    }

    public String link(Used label) {
        return frame.link(path(label.name()));
    }

    /** A text about the label, its number of notices and the other label. */
    public Phrase phrase(String key, Used other) {
        return frame.phrase(
                key,
                new Quote(label().name(), frame.contentLang()),
                label().notices(),
                new Quote(other.name(), frame.contentLang()));
    }

    /**
     * The relative address of the page of a label. Slashes remain, because servers refuse encoded ones; a name that no path
     * can have is a parameter.
     */
    static String path(String name) {
        return NO_PATH.matcher(name).find()
                ? PAGE + "/-?etiqueta=" + encode(name)
                : PAGE + "/" + encode(name).replace("+", "%20").replace("%2F", "/");
    }

    static String encode(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
