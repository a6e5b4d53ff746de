package tablon.desk;

import tablon.page.Frame;
import tablon.page.Head;

/** The model of a page that needs no more than a title. */
public record DeskPage(Frame frame, Head head) {
    DeskPage(Frame frame, String title) {
        this(frame, Head.ofForm(title));
    }
}
