package tablon.json;

import jakarta.ws.rs.core.EntityTag;
import java.util.Arrays;
import java.util.Base64;
import tablon.digest.Sha256;

/** Strong entity tags (RFC 9110, section 8.8.3): the same bytes have the same tag, other bytes another. */
public final class EntityTags {
    private static final int BYTES = 16;

    private EntityTags() {}

    /** The tag of a representation whose bytes, before any content coding, are these. */
    public static EntityTag of(byte[] representation) {
        var digest = Arrays.copyOf(Sha256.of(representation), BYTES);
        return new EntityTag(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    }

    /** The value of the header {@code ETag} for these bytes. */
    public static String header(byte[] representation) {
        return '"' + of(representation).getValue() + '"';
    }

    /** The value of the header {@code ETag} for what is written as this JSON. */
    public static String header(Object entity) {
        return header(Json.bytes(entity));
    }
}
