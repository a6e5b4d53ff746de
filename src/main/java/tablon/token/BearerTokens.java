package tablon.token;

import java.util.Optional;
import tablon.access.Actor;
import tablon.access.Authentication;
import tablon.access.Credentials;
import tablon.account.AdministratorStore;
import tablon.throttle.AttemptStore;

/** The tokens that the board accepts: the administrator's and personal ones. A wrong one costs at most one indexed read, besides its count. */
public final class BearerTokens implements Authentication.Tokens {
    private final AdministratorStore administrators;
    private final TokenStore tokens;
    private final AttemptStore attempts;

    public BearerTokens(AdministratorStore administrators, TokenStore tokens, AttemptStore attempts) {
        this.administrators = administrators;
        this.tokens = tokens;
        this.attempts = attempts;
    }

    /** Wrong tokens are counted after the check, so that nobody can lock out the holder of a valid one. */
    @Override
    public Actor actor(String token, String address) {
        var actor = find(token);
        if (actor.isEmpty()) {
            attempts.wrongToken(address);
        }
        return actor.orElseThrow(Credentials::unknown);
    }

    private Optional<Actor> find(String token) {
        if (!TokenSecret.hasForm(token)) {
            return administrators.find(token);
        }
        return TokenSecret.isIntact(token) ? tokens.actor(token) : Optional.empty();
    }
}
