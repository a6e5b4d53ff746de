package tablon.json;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.text.Text;

/** The query parameters of a request. All invalid, repeated and unknown ones are reported at once. */
public final class Parameters {
    private static final int MAX_UNKNOWN_LISTED = 20;

    private final MultivaluedMap<String, String> sent;
    private final List<Fault> faults = new ArrayList<>();
    private final int notListed;

    /** @param names of the parameters that the route accepts */
    public Parameters(MultivaluedMap<String, String> sent, List<String> names) {
        this.sent = sent;
        this.notListed = refuseUnknown(names);
        refuseRepeated(names);
    }

    /** The value of a parameter; empty if it was not sent, or is not valid. */
    public <T> Optional<T> parse(String name, Text accepted, Function<String, Optional<T>> parser) {
        return Optional.ofNullable(sent.getFirst(name)).flatMap(text -> {
            var value = parser.apply(text);
            if (value.isEmpty()) {
                refuse(name, accepted);
            }
            return value;
        });
    }

    /** The value of {@code limit}, from 1 to {@code max}, which is less than 1,000. */
    public Optional<Integer> limit(int max) {
        return parse("limit", Text.of("fault.limit-out-of-range", max), text -> Optional.of(text)
                .filter(digits -> digits.matches("\\d{1,3}"))
                .map(Integer::valueOf)
                .filter(limit -> limit >= 1 && limit <= max));
    }

    /**
     * Checks that all parameters are valid.
     *
     * @throws Problem 400 with all faults
     */
    public void check() {
        int invalid = faults.size() + notListed;
        if (notListed > 0) {
            refuse("", Text.of("fault.more-unknown-parameters", notListed));
        }
        if (invalid > 0) {
            throw Problem.parameters(faults, invalid);
        }
    }

    /** Reports up to {@link #MAX_UNKNOWN_LISTED} unknown parameters, and returns the number of the others. */
    private int refuseUnknown(List<String> names) {
        var unknown =
                sent.keySet().stream().filter(name -> !names.contains(name)).toList();
        unknown.stream()
                .limit(MAX_UNKNOWN_LISTED)
                .forEach(name -> refuse(name, Text.of("fault.unknown-parameter", String.join(", ", names))));
        return Math.max(0, unknown.size() - MAX_UNKNOWN_LISTED);
    }

    private void refuseRepeated(List<String> names) {
        sent.forEach((name, values) -> {
            if (names.contains(name) && values.size() > 1) {
                refuse(name, Text.of("fault.repeated"));
            }
        });
    }

    /** Reports a fault of a parameter. */
    public void refuse(String name, Text detail) {
        faults.add(Fault.ofParameter(name, detail));
    }
}
