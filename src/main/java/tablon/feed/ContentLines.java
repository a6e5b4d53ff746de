package tablon.feed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the content lines of iCalendar (RFC 5545, section 3.1): of at most 75 octets, each ended by CRLF. */
final class ContentLines {
    private static final int MAX_OCTETS = 75;
    private static final byte[] END = {'\r', '\n'};
    private static final byte[] FOLD = {'\r', '\n', ' '};

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    /** A property whose value is written as it is: a time, an address or a number. */
    void value(String property, String value) {
        var line = (property + ":" + value).getBytes(StandardCharsets.UTF_8);
        int start = 0;
        int room = MAX_OCTETS;
        while (line.length - start > room) {
            int end = start + room;
            // the octets of a character stay together
            while ((line[end] & 0xC0) == 0x80) {
                end--;
            }
            octets.write(line, start, end - start);
            octets.writeBytes(FOLD);
            start = end;
            // the space before the rest counts
            room = MAX_OCTETS - 1;
        }
        octets.write(line, start, line.length - start);
        octets.writeBytes(END);
    }

    /** A property whose value is a text. */
    void text(String property, String text) {
        value(property, escaped(text));
    }

    /** A property whose value is a list of texts. */
    void texts(String property, List<String> texts) {
        value(property, texts.stream().map(ContentLines::escaped).collect(Collectors.joining(",")));
    }

    void append(ContentLines others) {
        octets.writeBytes(others.toByteArray());
    }

    int size() {
        return octets.size();
    }

    byte[] toByteArray() {
        return octets.toByteArray();
    }

    /** A text of RFC 5545, section 3.3.11: without control characters, which Markdown can contain as entities. */
    private static String escaped(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\', ';', ',' -> escaped.append('\\').append(c);
                // some readers end a line at any of these
                case '\n', '\u0085', '\u2028', '\u2029' -> escaped.append("\\n");
                default -> escaped.append(c == '\t' || !Character.isISOControl(c) ? String.valueOf(c) : "");
            }
        }
        return escaped.toString();
    }
}
