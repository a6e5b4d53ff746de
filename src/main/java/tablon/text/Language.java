package tablon.text;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A language that the board speaks. */
public enum Language {
    SPANISH(Locale.forLanguageTag("es")),
    ENGLISH(Locale.forLanguageTag("en"));

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    /** The tag of RFC 5646, such as {@code es}. */
    public String tag() {
        return locale.toLanguageTag();
    }

    public static Language of(Locale locale) {
        return locale.getLanguage().equals("en") ? ENGLISH : SPANISH;
    }

    /** The language that an {@code Accept-Language} header (RFC 9110) wants most, {@code fallback} where it wants neither. */
    public static Language negotiate(@Nullable String acceptLanguage, Language fallback) {
        var best = fallback;
        double most = 0;
        for (var range : Weighted.list(acceptLanguage)) {
            for (var language : values()) {
                if (range.quality() > most && language.isIn(range.value())) {
                    best = language;
                    most = range.quality();
                }
            }
        }
        return best;
    }

    /** Whether a range such as {@code es} or {@code es-mx} asks for this language. */
    private boolean isIn(String range) {
        return range.equals(tag()) || range.startsWith(tag() + "-");
    }
}
