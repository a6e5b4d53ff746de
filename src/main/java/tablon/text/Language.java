package tablon.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A language of the pages and error messages. */
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

    /** The language with this tag; empty if it is not one of ours. */
    public static Optional<Language> tagged(@Nullable String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag().equals(tag))
                .findFirst();
    }

    /** The other language of the pages. */
    public Language other() {
        return this == SPANISH ? ENGLISH : SPANISH;
    }

    /** The best match for an {@code Accept-Language} header (RFC 9110); {@code fallback} if it accepts no language of ours. */
    public static Language negotiate(@Nullable String acceptLanguage, Language fallback) {
        var best = fallback;
        double bestQuality = 0;
        for (var range : Weighted.list(acceptLanguage)) {
            for (var language : values()) {
                if (range.quality() > bestQuality && language.matches(range.value())) {
                    best = language;
                    bestQuality = range.quality();
                }
            }
        }
        return best;
    }

    /** Whether a language range such as {@code es} or {@code es-mx} matches this language. */
    private boolean matches(String range) {
        return range.equals(tag()) || range.startsWith(tag() + "-");
    }
}
