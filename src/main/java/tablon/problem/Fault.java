package tablon.problem;

import tablon.text.Text;

/**
 * One invalid member or query parameter of a request.
 *
 * @param place a JSON pointer (RFC 6901) into the body, empty for the whole body, or the name of a query parameter
 */
public record Fault(Kind kind, String place, Text detail) {
    private static final String PREFIX = "fault.";

    /** The kind of {@link #place}. Its name in lower case is the member of the problem document. */
    public enum Kind {
        POINTER,
        PARAMETER
    }

    public static Fault at(String pointer, Text detail) {
        return new Fault(Kind.POINTER, pointer, detail);
    }

    public static Fault ofParameter(String name, Text detail) {
        return new Fault(Kind.PARAMETER, name, detail);
    }

    /** What is wrong, for programs: the end of the message's key. A published code must not change. */
    public String code() {
        return detail.key().substring(PREFIX.length());
    }
}
