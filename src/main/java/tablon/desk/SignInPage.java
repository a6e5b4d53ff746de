package tablon.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tablon.page.FormState;
import tablon.page.Frame;
import tablon.page.Head;

/**
 * The model of the page for signing in.
 *
 * @param next the address of the page that follows; empty for the usual one
 * @param kept the fields of a form that was sent after the session had ended: they are sent again after signing in
 * @param failure why the person could not sign in; empty before the first attempt
 * @param signUp whether people may make an account by themselves
 */
public record SignInPage(
        Frame frame,
        Head head,
        FormState form,
        String next,
        Map<String, List<String>> kept,
        Optional<String> failure,
        boolean signUp) {
    /** The prefix of the hidden fields with {@link #kept}. */
    static final String KEPT = "kept.";

    public String keptName(String name) {
        return KEPT + name;
    }
}
