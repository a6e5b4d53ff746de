package tablon.desk;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The page that a person wanted before signing in: {@code ?next=}. It leads only into the board. */
final class Next {
    static final String PARAMETER = "next";

    private static final int MAX_LENGTH = 1_000;
    private static final Pattern RELATIVE = Pattern.compile("[\\x21-\\x7E&&[^\\\\\"<>]]+");

    private Next() {}

    /**
     * The address within the board; empty if there is none or it leads elsewhere.
     *
     * @param text a path and query relative to the board's base address, without a slash at the beginning, or with one
     */
    static Optional<URI> of(URI base, Optional<String> text) {
        return text.filter(sent ->
                        sent.length() <= MAX_LENGTH && RELATIVE.matcher(sent).matches())
                .map(sent -> sent.startsWith("/") ? sent.substring(1) : sent)
                .flatMap(sent -> within(base, sent));
    }

    private static Optional<URI> within(URI base, String relative) {
        try {
            // as part of a path, so that nothing in it can be read as a scheme or a host
            var address = new URI(base + "./" + relative).normalize();
            boolean inside = relative.indexOf(':') < 0
                    && !relative.startsWith("/")
                    && address.getRawPath().startsWith(base.getRawPath())
                    && !address.getRawPath().contains("/../");
            return Optional.of(address).filter(valid -> inside);
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }
}
