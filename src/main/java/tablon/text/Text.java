package tablon.text;

import java.text.MessageFormat;
import java.util.List;
import java.util.ResourceBundle;

/** Something to tell a person, not yet in a language: a key of {@code messages_*.properties} and what fills it. */
public record Text(String key, List<Object> arguments) {
    private static final String BUNDLE = "tablon.text.messages";

    public static Text of(String key, Object... arguments) {
        return new Text(key, List.of(arguments));
    }

    /**
     * The words in {@code language}.
     *
     * @throws java.util.MissingResourceException where the bundles lack the key
     */
    public String in(Language language) {
        var pattern = ResourceBundle.getBundle(BUNDLE, language.locale(), NoFallback.CONTROL)
                .getString(key);
        return new MessageFormat(pattern, language.locale()).format(arguments.toArray());
    }

    /** The machine's own locale never decides what a reader sees. */
    private static final class NoFallback {
        static final ResourceBundle.Control CONTROL =
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    }
}
