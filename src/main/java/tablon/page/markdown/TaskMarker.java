package tablon.page.markdown;

import org.commonmark.node.CustomNode;

/** The first child of a list item that is a task. */
final class TaskMarker extends CustomNode {
    private final boolean done;

    TaskMarker(boolean done) {
        this.done = done;
    }

    boolean isDone() {
        return done;
    }
}
