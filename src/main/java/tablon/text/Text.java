package tablon.text;

import java.text.MessageFormat;
import java.util.List;
import java.util.ResourceBundle;

/** A message that is not yet in a language: a key of {@code messages_*.properties} and its arguments. */
public record Text(String key, List<Object> arguments) {
    private static final String BUNDLE = "tablon.text.messages";

    public static Text of(String key, Object... arguments) {
        return new Text(key, List.of(arguments));
    }

    /**
     * The message in {@code language}.
     *
     * @throws java.util.MissingResourceException if the bundle lacks the key
     */
    public String in(Language language) {
        var pattern = ResourceBundle.getBundle(BUNDLE, language.locale(), NoFallback.CONTROL)
                .getString(key);
        return new MessageFormat(pattern, language.locale()).format(arguments.toArray());
    }

    /** Keeps the default locale of the JVM from deciding which bundle is used. */
    private static final class NoFallback {
        static final ResourceBundle.Control CONTROL =
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    }
}
