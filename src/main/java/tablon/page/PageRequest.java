package tablon.page;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import tablon.text.Language;

/**
 * The parts of a request that every page depends on.
 *
 * @param base the public base address of the board
 */
record PageRequest(Language language, URI base) {

    static PageRequest of(UriInfo address, HttpHeaders headers, Language fallback) {
        var accepted = headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE);
        return new PageRequest(Language.negotiate(accepted, fallback), address.getBaseUri());
    }

    String home() {
        return base.getRawPath();
    }

    String absolute(String path) {
        return base.resolve(path).toString();
    }
}
