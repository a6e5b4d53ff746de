package tablon.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A language that the board speaks. */
public enum Language {
    SPANISH(Locale.forLanguageTag("es")),
    ENGLISH(Locale.forLanguageTag("en"));

    private static final List<Locale> LOCALES =
            Arrays.stream(values()).map(Language::locale).toList();

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

    /** The best of ours for an {@code Accept-Language} header (RFC 9110), {@code fallback} where none fits. */
    public static Language negotiate(@Nullable String acceptLanguage, Language fallback) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return fallback;
        }
        try {
            var found = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LOCALES);
            return found == null ? fallback : of(found);
        } catch (IllegalArgumentException malformed) {
            return fallback;
        }
    }
}
