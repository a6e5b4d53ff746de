package tablon.notice;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/**
 * A notice in answers of the API.
 *
 * @param url the address of its page
 */
record LinkedNotice(
        @JsonUnwrapped Notice notice, @JsonProperty("url") String url) {

    static LinkedNotice of(UriInfo address, Notice notice) {
        return new LinkedNotice(notice, pages(address) + notice.id());
    }

    static List<LinkedNotice> of(UriInfo address, List<Notice> notices) {
        var pages = pages(address);
        return notices.stream()
                .map(notice -> new LinkedNotice(notice, pages + notice.id()))
                .toList();
    }

    private static String pages(UriInfo address) {
        return address.getBaseUri() + "noticias/";
    }
}
