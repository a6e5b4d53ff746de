package tablon.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tablon.text.Text;

/** A refused request, with the reason for the client: a problem as defined by RFC 9457. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Text detail;
    private final transient List<Fault> faults;
    private final transient Map<String, String> headers;

    private Problem(int status, Text detail, List<Fault> faults, Map<String, String> headers) {
        // no stack trace: a refusal is a normal answer, and a stack trace is expensive
        super(status + " " + detail.key(), null, false, false);
        this.status = status;
        this.detail = detail;
        this.faults = faults;
        this.headers = headers;
    }

    public static Problem of(int status, String key, Object... arguments) {
        return new Problem(status, Text.of(key, arguments), List.of(), Map.of());
    }

    /** 422 with all faults. */
    public static Problem invalid(List<Fault> faults) {
        return invalid(faults, faults.size());
    }

    /** 422 for {@code total} invalid members, of which {@code faults} names some. */
    public static Problem invalid(List<Fault> faults, int total) {
        return new Problem(422, Text.of("problem.invalid", total), List.copyOf(faults), Map.of());
    }

    /** 400 with all invalid query parameters. */
    public static Problem parameters(List<Fault> faults) {
        return parameters(faults, faults.size());
    }

    /** 400 for {@code total} invalid query parameters, of which {@code faults} names some. */
    public static Problem parameters(List<Fault> faults, int total) {
        return new Problem(400, Text.of("problem.parameters", total), List.copyOf(faults), Map.of());
    }

    /** The same problem with one more header in its answer. */
    public Problem with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(status, detail, faults, more);
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
