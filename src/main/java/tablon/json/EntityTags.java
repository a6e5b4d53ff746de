package tablon.json;

import jakarta.ws.rs.core.EntityTag;
import java.util.Arrays;
import java.util.Base64;
import tablon.digest.Sha256;

/** Strong entity tags (RFC 9110, section 8.8.3): two representations have the same tag only if their bytes are equal. */
public final class EntityTags {
    private static final int BYTES = 16;

    private EntityTags() {}

    /** The value of the {@code ETag} header of a representation with these bytes, before any content coding. */
    public static String header(byte[] representation) {
        var digest = Arrays.copyOf(Sha256.of(representation), BYTES);
        return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + '"';
    }

    /** The value of the {@code ETag} header with this tag. */
    public static String header(EntityTag tag) {
        return '"' + tag.getValue() + '"';
    }
}
