package tablon.text;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        return format(language).format(arguments.toArray());
    }

    /** The message in {@code language}, in parts: the words of the message, and its arguments. */
    public List<Part> parts(Language language) {
        var message = format(language).formatToCharacterIterator(arguments.toArray());
        var parts = new ArrayList<Part>();
        while (message.getIndex() < message.getEndIndex()) {
            int end = message.getRunLimit(MessageFormat.Field.ARGUMENT);
            var argument = message.getAttribute(MessageFormat.Field.ARGUMENT);
            var text = new StringBuilder();
            for (char c = message.current(); message.getIndex() < end; c = message.next()) {
                text.append(c);
            }
            parts.add(new Part(
                    text.toString(),
                    argument instanceof Integer index ? Optional.of(arguments.get(index)) : Optional.empty()));
        }
        return parts;
    }

    private MessageFormat format(Language language) {
        var pattern = ResourceBundle.getBundle(BUNDLE, language.locale(), NoFallback.CONTROL)
                .getString(key);
        return new MessageFormat(pattern, language.locale());
    }

    /**
     * A part of a message.
     *
     * @param argument the argument that it shows; empty for words of the message itself
     */
    public record Part(String text, Optional<Object> argument) {}

    /** Keeps the default locale of the JVM from deciding which bundle is used. */
    private static final class NoFallback {
        static final ResourceBundle.Control CONTROL =
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    }
}
