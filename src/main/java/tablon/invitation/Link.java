package tablon.invitation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.net.URI;
import java.time.Instant;

/** A one-time link, which is shown only once. */
@JsonPropertyOrder({"url", "caduca"})
public record Link(
        @JsonProperty("url") String url,
        @JsonProperty("caduca") Instant expires) {
    /** The path of the page for an invitation. */
    public static final String INVITATION = "invitaciones/";
    /** The path of the page for a new password. */
    public static final String RESET = "restablecer/";
    /** The path of the page that makes the first administrator. */
    public static final String SETUP = "instalacion/";

    /**
     * The link with this code.
     *
     * @param base the public base address of the board
     * @param path one of the constants of this class
     */
    public static Link of(URI base, String path, Code.Issued issued) {
        return new Link(
                base.resolve(path + issued.secret()).toString(), issued.code().expires());
    }
}
