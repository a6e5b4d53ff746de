package tablon.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A token just after its creation: the only time that its secret is known. */
@JsonPropertyOrder({"token", "ficha"})
public record NewToken(
        @JsonUnwrapped Token token, @JsonProperty("ficha") String secret) {

    /** Without the secret, so that no log can contain it. */
    @Override
    public String toString() {
        return "NewToken[" + token.id() + "]";
    }
}
