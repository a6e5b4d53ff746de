package tablon.token;

import java.util.Optional;
import tablon.access.Actor;
import tablon.access.Authentication;
import tablon.access.Credentials;
import tablon.account.AdministratorStore;

/** The tokens that the board accepts: the administrator's and personal ones. A wrong one costs at most one indexed read. */
public final class BearerTokens implements Authentication.Tokens {
    private final AdministratorStore administrators;
    private final TokenStore tokens;

    public BearerTokens(AdministratorStore administrators, TokenStore tokens) {
        this.administrators = administrators;
        this.tokens = tokens;
    }

    @Override
    public Actor actor(String token, String address) {
        return find(token).orElseThrow(Credentials::unknown);
    }

    private Optional<Actor> find(String token) {
        if (!TokenSecret.hasForm(token)) {
            return administrators.find(token);
        }
        return TokenSecret.isIntact(token) ? tokens.actor(token) : Optional.empty();
    }
}
