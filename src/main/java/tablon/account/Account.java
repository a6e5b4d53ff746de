package tablon.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import jakarta.ws.rs.core.EntityTag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tablon.access.Role;

/**
 * The account of a person.
 *
 * @param username the name for signing in, in the case in which it was chosen; names that differ only in case are equal
 * @param name the name that is shown
 * @param campuses the codes of the campuses that it publishes for, in alphabetical order
 * @param active whether it may sign in
 * @param version 1 after creation; each change adds 1
 */
@JsonPropertyOrder({"id", "usuario", "nombre", "correo", "rol", "campus", "activa"})
public record Account(
        @JsonProperty("id") UUID id,
        @JsonProperty("usuario") String username,
        @JsonProperty("nombre") String name,
        @JsonProperty("correo") @Nullable String email,
        @JsonProperty("rol") Role role,
        @JsonProperty("campus") List<String> campuses,
        @JsonProperty("activa") boolean active,
        @JsonIgnore int version) {
    public static final int MAX_USERNAME_LENGTH = 64;
    public static final int MAX_NAME_LENGTH = 100;
    public static final int MAX_EMAIL_LENGTH = 254;

    /** Must be raised when the JSON format of accounts changes. */
    private static final int FORMAT = 1;

    /** The strong entity tag of the JSON (RFC 9110, section 8.8.3). */
    EntityTag tag() {
        return new EntityTag(version + "." + FORMAT);
    }
}
