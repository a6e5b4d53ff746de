package tablon.page;

import java.util.Optional;
import tablon.problem.ProblemType;
import tablon.text.Text;

/** The model of the documentation of one type of problem. */
public record ProblemPage(Frame frame, Head head, ProblemType type) {

    static ProblemPage of(Frame frame, ProblemType type) {
        var title = Text.of("status." + type.status()).in(frame.language());
        return new ProblemPage(
                frame, new Head(title, text("cause", type, frame), Optional.empty(), Optional.empty()), type);
    }

    /** What happened. */
    public String cause() {
        return text("cause", type, frame);
    }

    /** What to do. */
    public String remedy() {
        return text("remedy", type, frame);
    }

    private static String text(String kind, ProblemType type, Frame frame) {
        return Text.of(kind + "." + type.slug()).in(frame.language());
    }
}
