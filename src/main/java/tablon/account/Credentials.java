package tablon.account;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import tablon.problem.Problem;

/** Whose credential came with a request. */
public final class Credentials {
    private Credentials() {}

    public static Optional<Administrator> administrator(SecurityContext security) {
        return security.getUserPrincipal() instanceof Administrator administrator
                ? Optional.of(administrator)
                : Optional.empty();
    }

    /**
     * The administrator who sent the request.
     *
     * @throws Problem 401 where none did
     */
    public static Administrator require(SecurityContext security) {
        return administrator(security).orElseThrow(Credentials::missing);
    }

    /** 401 for a request without a credential (RFC 6750). */
    public static Problem missing() {
        return Problem.of(401, "problem.credential.missing").with(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    /** 401 for a credential that is not known (RFC 6750). */
    public static Problem unknown() {
        return Problem.of(401, "problem.credential.unknown")
                .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    }
}
