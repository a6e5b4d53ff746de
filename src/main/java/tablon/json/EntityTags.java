package tablon.json;

import jakarta.ws.rs.core.EntityTag;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Strong entity tags (RFC 9110, section 8.8.3): the same bytes have the same tag, other bytes another. */
public final class EntityTags {
    private static final int BYTES = 16;

    private EntityTags() {}

    /** The tag of a representation whose bytes, before any content coding, are these. */
    public static EntityTag of(byte[] representation) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(representation);
            return new EntityTag(Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
