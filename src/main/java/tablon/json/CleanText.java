package tablon.json;

import java.text.Normalizer;

/** Text as we keep it: NFC, line breaks as LF, without blanks at either end. */
public final class CleanText {
    private static final int ZERO_WIDTH_SPACE = 0x200B;
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private CleanText() {}

    public static String of(String raw) {
        var text = Normalizer.normalize(raw, Normalizer.Form.NFC)
                .replace("\r\n", "\n")
                .replace('\r', '\n');
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Whether a control character, half a surrogate pair or a noncharacter is in it, line breaks apart if allowed. */
    public static boolean hasForbidden(String text, boolean breaksAllowed) {
        return text.codePoints().anyMatch(c -> isForbidden(c) && !(breaksAllowed && c == '\n'));
    }

    private static boolean isForbidden(int c) {
        int type = Character.getType(c);
        boolean noncharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
        return type == Character.CONTROL || type == Character.SURROGATE || noncharacter;
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == ZERO_WIDTH_SPACE || c == BYTE_ORDER_MARK;
    }
}
