package tablon.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tablon.text.Text;

/** A request that is refused, and why, in words for the client: what RFC 9457 calls a problem. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Text detail;
    private final transient List<Fault> faults;
    private final transient Map<String, String> headers;

    private Problem(int status, Text detail, List<Fault> faults, Map<String, String> headers) {
        // a refusal is an answer, not an accident: no stack trace is ever read
        super(status + " " + detail.key(), null, false, false);
        this.status = status;
        this.detail = detail;
        this.faults = faults;
        this.headers = headers;
    }

    public static Problem of(int status, String key, Object... arguments) {
        return new Problem(status, Text.of(key, arguments), List.of(), Map.of());
    }

    /** 422 that names every fault at once. */
    public static Problem invalid(List<Fault> faults) {
        return invalid(faults, faults.size());
    }

    /** As {@link #invalid(List)}, where {@code wrong} members are wrong and not each is named. */
    public static Problem invalid(List<Fault> faults, int wrong) {
        return new Problem(422, Text.of("problem.invalid", wrong), List.copyOf(faults), Map.of());
    }

    /** 400 that names every query parameter that is wrong. */
    public static Problem parameters(List<Fault> faults) {
        return parameters(faults, faults.size());
    }

    /** As {@link #parameters(List)}, where {@code wrong} parameters are wrong and not each is named. */
    public static Problem parameters(List<Fault> faults, int wrong) {
        return new Problem(400, Text.of("problem.parameters", wrong), List.copyOf(faults), Map.of());
    }

    /** The same problem with one more header on its answer. */
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
