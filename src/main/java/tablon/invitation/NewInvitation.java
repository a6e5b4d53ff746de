package tablon.invitation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * An invitation in the answer that creates it.
 *
 * @param url the link for the invited person, which cannot be read again
 */
record NewInvitation(
        @JsonUnwrapped Invitation invitation,
        @JsonProperty("url") String url) {}
