package tablon.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RevisionsTest {
    private Revision stored = new Revision(1, 10);
    private final Revisions revisions = new Revisions.Cached(() -> stored);

    @Test
    void committedRevisionIsCurrentWithoutAQuery() {
        var committed = new Revision(2, 20);

        revisions.committing();
        revisions.committed(committed);

        assertThat(revisions.current()).contains(committed);
    }

    @Test
    void revisionIsUnknownDuringACommit() {
        assertThat(revisions.current()).contains(stored);

        revisions.committing();

        assertThat(revisions.current()).isEmpty();
    }

    @Test
    void failedCommitIsFollowedByAQuery() {
        revisions.committing();
        stored = new Revision(2, 20);

        revisions.failed();

        assertThat(revisions.current()).contains(stored);
    }

    @Test
    void failureBeforeTheCommitKeepsTheRevision() {
        var before = revisions.current();
        stored = new Revision(2, 20);

        revisions.failed();

        assertThat(revisions.current()).isEqualTo(before);
    }
}
