package tablon.account;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The place in the list of accounts after the one with this name (keyset pagination), as an opaque query parameter. */
public record AccountCursor(String folded) {
    static final String PARAMETER = "cursor";

    public String encode() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(folded.getBytes(StandardCharsets.UTF_8));
    }

    /** Decodes a cursor; empty if {@code text} is not a value of {@link #encode}. */
    public static Optional<AccountCursor> decode(String text) {
        try {
            var cursor = new AccountCursor(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            boolean valid = Username.of(cursor.folded)
                    .filter(name -> name.folded().equals(cursor.folded))
                    .isPresent();
            return valid && cursor.encode().equals(text) ? Optional.of(cursor) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
