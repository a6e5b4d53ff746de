package tablon.problem;

import tablon.text.Text;

/**
 * One thing that is wrong in what a client sent.
 *
 * @param place where: a JSON pointer (RFC 6901) into the body, empty for the whole of it, or a query parameter's name
 */
public record Fault(Kind kind, String place, Text detail) {

    /** What {@link #place} is; its name in lower case is the member of the problem document. */
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
}
