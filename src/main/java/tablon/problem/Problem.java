package tablon.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tablon.text.Text;

/** A refused request, with the reason for the client: a problem as defined by RFC 9457. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final int status;
    private final transient Text detail;
    private final transient List<Fault> faults;
    private final transient Map<String, String> headers;

    private Problem(ProblemType type, int status, Text detail, List<Fault> faults, Map<String, String> headers) {
        // no stack trace: a refusal is a normal answer, and a stack trace is expensive
        super(status + " " + type.slug(), null, false, false);
        this.type = type;
        this.status = status;
        this.detail = detail;
        this.faults = faults;
        this.headers = headers;
    }

    /** @param arguments the arguments of the type's detail */
    public static Problem of(ProblemType type, Object... arguments) {
        var detail = Text.of("problem." + type.slug(), arguments);
        return new Problem(type, type.status(), detail, List.of(), Map.of());
    }

    /** 422 with all faults. */
    public static Problem invalid(List<Fault> faults) {
        return invalid(faults, faults.size());
    }

    /** 422 for {@code total} invalid members, of which {@code faults} names some. */
    public static Problem invalid(List<Fault> faults, int total) {
        return of(ProblemType.INVALID_MEMBERS, total).with(faults);
    }

    /** 400 with all invalid query parameters. */
    public static Problem parameters(List<Fault> faults) {
        return parameters(faults, faults.size());
    }

    /** 400 for {@code total} invalid query parameters, of which {@code faults} names some. */
    public static Problem parameters(List<Fault> faults, int total) {
        return of(ProblemType.INVALID_PARAMETERS, total).with(faults);
    }

    /** The same problem with these faults. */
    public Problem with(List<Fault> all) {
        return new Problem(type, status, detail, List.copyOf(all), headers);
    }

    /** The same problem with one more header in its answer. */
    public Problem with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(type, status, detail, faults, more);
    }

    /** The same problem with another status than that of its type. */
    public Problem with(int other) {
        return new Problem(type, other, detail, faults, headers);
    }

    public ProblemType type() {
        return type;
    }

    public int status() {
        return status;
    }

    public Text detail() {
        return detail;
    }

    public List<Fault> faults() {
        return faults;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
