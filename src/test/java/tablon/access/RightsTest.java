package tablon.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tablon.access.Rights.Ownership;
import tablon.problem.Problem;

class RightsTest {
    private static final UUID ANA = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final UUID LUIS = UUID.fromString("01900000-0000-7000-8000-000000000002");

    @Test
    void anonymousSenderNeedsACredential() {
        assertThatThrownBy(() -> Rights.check(Actor.ANONYMOUS, Permission.PUBLISH))
                .isInstanceOf(Problem.class)
                .extracting("status")
                .isEqualTo(401);
    }

    @Test
    void administratorsTokenHasEveryPermissionButAnAccount() {
        assertThatCode(() -> Rights.check(Actor.ADMINISTRATOR, Permission.ADMINISTER))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Rights.check(Actor.ADMINISTRATOR, Permission.OWN_ACCOUNT))
                .isInstanceOf(Problem.class);
    }

    @Test
    void tokenIsLimitedByItsScopesAndByTheRole() {
        var editor = Actor.withToken(
                ANA, "Ana", Role.EDITOR, Set.of("UGR"), Set.of(Permission.MODERATE, Permission.PUBLISH));

        assertThat(editor.permissions()).containsExactly(Permission.PUBLISH);
    }

    @Test
    void editorPublishesInOwnCampusesOnly() {
        var editor = Actor.signedIn(ANA, "Ana", Role.EDITOR, Set.of("UGR"));

        assertThat(Rights.mayPublish(editor, "UGR")).isTrue();
        assertThat(Rights.mayPublish(editor, "MED")).isFalse();
    }

    @Test
    void editorEditsOwnNoticesAndThoseThatTheCampusShares() {
        var editor = Actor.signedIn(ANA, "Ana", Role.EDITOR, Set.of("UGR"));

        assertThat(Rights.mayEdit(editor, new Ownership(Optional.of(ANA), "MED", false, true, true)))
                .isTrue();
        assertThat(Rights.mayEdit(editor, new Ownership(Optional.of(LUIS), "UGR", false, true, true)))
                .isFalse();
        assertThat(Rights.mayEdit(editor, new Ownership(Optional.of(LUIS), "UGR", true, true, true)))
                .isTrue();
        assertThat(Rights.mayEdit(editor, new Ownership(Optional.of(LUIS), "MED", true, true, true)))
                .isFalse();
        assertThat(Rights.mayEdit(editor, new Ownership(Optional.empty(), "UGR", false, true, true)))
                .isFalse();
    }
}
