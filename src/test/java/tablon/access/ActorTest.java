package tablon.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import tablon.problem.Problem;

class ActorTest {

    @Test
    void actorWithTheRoleIsAccepted() {
        assertThatCode(() -> Actor.ADMINISTRATOR.checkRole("other", Role.ADMINISTRATOR))
                .doesNotThrowAnyException();
    }

    @Test
    void actorWithoutTheRoleIsForbidden() {
        var refused = catchThrowableOfType(Problem.class, () -> Actor.ADMINISTRATOR.checkRole("other"));

        assertThat(refused.status()).isEqualTo(403);
    }

    @Test
    void anonymousActorGets401WithAChallenge() {
        var refused = catchThrowableOfType(Problem.class, () -> Actor.ANONYMOUS.checkRole(Role.ADMINISTRATOR));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers()).containsEntry("WWW-Authenticate", "Bearer");
    }

    @Test
    void onlyTheAdministratorSeesHiddenNotices() {
        assertThat(Actor.ADMINISTRATOR.maySeeHidden()).isTrue();
        assertThat(Actor.ANONYMOUS.maySeeHidden()).isFalse();
    }
}
