package tablon.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import tablon.route.Shared;

/** Says where to report a vulnerability (RFC 9116), if the board has a contact. */
@Path(".well-known/security.txt")
public final class SecurityTxtResource {
    /** RFC 9116 recommends less than a year. */
    private static final int DAYS = 180;

    private final Optional<URI> contact;
    private final Optional<URI> publicUrl;
    private final Clock clock;
    private final ZoneId zone;

    /** @param contact a {@code mailto:} or https address */
    public SecurityTxtResource(Optional<URI> contact, Optional<URI> publicUrl, Clock clock, ZoneId zone) {
        this.contact = contact;
        this.publicUrl = publicUrl;
        this.clock = clock;
        this.zone = zone;
    }

    @GET
    @PermitAll
    @Shared
    @Produces(MediaType.TEXT_PLAIN + ";charset=utf-8")
    public String get() {
        // counted from midnight, when cached answers end too
        var expires = LocalDate.ofInstant(clock.instant(), zone).plusDays(DAYS).atStartOfDay(zone);
        return """
                Contact: %s
                Expires: %s
                Preferred-Languages: es, en
                """.formatted(contact.orElseThrow(NotFoundException::new), expires.toInstant())
                + publicUrl
                        .map(url -> "Canonical: " + url + "/.well-known/security.txt\n")
                        .orElse("");
    }
}
