package tablon.json;

import java.text.Normalizer;

/** Normalizes text for storage: NFC, line breaks as LF, no leading or trailing white space. */
public final class CleanText {
    /** The limit of the Stream-Safe Text Format (UAX #15, section 13). NFC takes quadratic time without a limit. */
    public static final int MAX_MARKS = 30;

    private static final int ZERO_WIDTH_SPACE = 0x200B;
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private CleanText() {}

    /** Takes time linear in the length of {@code raw}, unless it {@link #hasTooManyMarks}. */
    public static String of(String raw) {
        var text = Normalizer.normalize(raw, Normalizer.Form.NFC)
                .replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace('\u2028', '\n')
                .replace('\u2029', '\n');
        int start = 0;
        int end = text.length();
        while (start < end && isStripped(text.charAt(start))) {
            start++;
        }
        while (end > start && isStripped(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Whether it contains more than {@link #MAX_MARKS} combining marks in a row. */
    public static boolean hasTooManyMarks(String text) {
        int marks = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            marks = isMark(text.codePointAt(i)) ? marks + 1 : 0;
            if (marks > MAX_MARKS) {
                return true;
            }
        }
        return false;
    }

    /** Whether it contains no visible character. */
    public static boolean isBlank(String text) {
        return text.codePoints().allMatch(CleanText::isInvisible);
    }

    /** Whether it contains a control character, an unpaired surrogate or a noncharacter. Several lines may have LF and tabs. */
    public static boolean hasForbidden(String text, boolean severalLines) {
        return text.codePoints().anyMatch(c -> isForbidden(c) && !(severalLines && (c == '\n' || c == '\t')));
    }

    /** Whether {@code c} is a combining mark (category Mn, Mc or Me). */
    public static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /**
     * White space, format characters (category Cf), and the default ignorable code points of other categories: fillers,
     * joiners and variation selectors. Also the blank Braille pattern, which Unicode classifies as a symbol.
     */
    private static boolean isInvisible(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT
                || switch (c) {
                    case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x2800, 0x3164, 0xFFA0 -> true;
                    default ->
                        (c >= 0x180B && c <= 0x180F)
                                || (c >= 0xFE00 && c <= 0xFE0F)
                                || (c >= 0xFFF0 && c <= 0xFFF8)
                                || (c >= 0xE0000 && c <= 0xE0FFF);
                };
    }

    private static boolean isForbidden(int c) {
        int type = Character.getType(c);
        boolean noncharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
        return type == Character.CONTROL || type == Character.SURROGATE || noncharacter;
    }

    private static boolean isStripped(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == ZERO_WIDTH_SPACE || c == BYTE_ORDER_MARK;
    }
}
