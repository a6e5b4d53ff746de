package tablon.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tablon.text.Language;
import tablon.text.Text;

/** A text of a page that may quote names, titles or search words, each perhaps in another language (WCAG 3.1.2). */
public record Phrase(List<Part> parts) {

    /** The message in {@code language}; those of its arguments that are a {@link Quote} remain recognizable. */
    static Phrase of(Text message, Language language) {
        return new Phrase(message.parts(language).stream()
                .map(part -> part.argument().orElse("") instanceof Quote quote
                        ? new Part(part.text(), true, quote.lang())
                        : new Part(part.text(), false, null))
                .toList());
    }

    static Phrase of(Quote quote) {
        return new Phrase(List.of(new Part(quote.text(), true, quote.lang())));
    }

    Phrase followedBy(String text) {
        return followedBy(new Phrase(List.of(new Part(text, false, null))));
    }

    Phrase followedBy(Phrase more) {
        var longer = new ArrayList<>(parts);
        longer.addAll(more.parts);
        return new Phrase(longer);
    }

    /** The phrase without its markup. */
    public String text() {
        return parts.stream().map(Part::text).collect(Collectors.joining());
    }

    /**
     * A quoted text.
     *
     * @param lang its language; null if that of the page or not known
     */
    public record Quote(String text, @Nullable String lang) {
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * A part of the phrase.
     *
     * @param isQuoted whether it may have another writing direction than the page
     * @param lang its language; null if that of the page or not known
     */
    public record Part(
            String text, boolean isQuoted, @Nullable String lang) {}
}
