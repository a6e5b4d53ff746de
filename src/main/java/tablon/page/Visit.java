package tablon.page;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import tablon.text.Language;

/**
 * One request for a page, as far as every page depends on it.
 *
 * @param base where our addresses begin, for the reader
 */
record Visit(Language language, URI base) {

    static Visit of(UriInfo address, HttpHeaders headers, Language fallback) {
        var accepted = headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE);
        return new Visit(Language.negotiate(accepted, fallback), address.getBaseUri());
    }

    String home() {
        return base.getRawPath();
    }

    String absolute(String path) {
        return base.resolve(path).toString();
    }
}
