package tablon.draft;

import java.time.Instant;
import java.util.UUID;
import tablon.json.Form;

/**
 * A form for a notice as it was typed, without its fields.
 *
 * @param notice the id that the notice has or will have
 * @param title what is typed as the title, on one line and cut; may be empty
 * @param fresh whether it was typed into the form for a new notice
 * @param kept whether the person saved it; others were saved by the script of the page, and expire
 * @param saved when it was saved last
 */
public record Draft(UUID notice, String title, boolean fresh, boolean kept, Instant saved) {
    /** A draft with its fields. */
    public record Typed(Draft draft, Form form) {}
}
