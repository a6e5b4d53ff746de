package tablon.audit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the journal.
 *
 * @param id its position: later rows have larger ones
 * @param act the name of a {@link tablon.journal.Act}
 * @param kind one of {@link AuditQuery#KINDS}
 * @param thing the id of what was changed, or the code of a campus
 * @param version the version after the change; null if the thing has none, and in rows from before it was recorded
 * @param campus null if only administrators see the row
 * @param detail what else an auditor must know; null if there is nothing
 */
@JsonPropertyOrder({"id", "momento", "quien", "acto", "tipo", "objeto", "version", "campus", "detalle", "desde"})
public record AuditEntry(
        @JsonProperty("id") long id,
        @JsonProperty("momento") Instant moment,
        @JsonProperty("quien") Who who,
        @JsonProperty("acto") String act,
        @JsonProperty("tipo") String kind,
        @JsonProperty("objeto") String thing,
        @JsonProperty("version") @Nullable Integer version,
        @JsonProperty("campus") @Nullable String campus,
        @JsonProperty("detalle") @Nullable String detail,
        @JsonProperty("desde") From from) {

    /**
     * The same entry with the names of its actor and token, and of the board.
     *
     * @param actors names by ids of accounts
     * @param tokens names by ids of tokens
     */
    AuditEntry withNames(Map<String, String> actors, Map<String, String> tokens) {
        var named = new Who(
                who.id,
                who.id.equals(Who.ADMINISTRATOR)
                        ? "administrador"
                        : who.id.equals(Who.BOARD) ? "tablón" : actors.get(who.id));
        var source = new From(
                from.origin, from.network, from.token, from.token == null ? null : tokens.get(from.token.toString()));
        return new AuditEntry(id, moment, named, act, kind, thing, version, campus, detail, source);
    }

    /**
     * An actor.
     *
     * @param id of the account; or {@link #ADMINISTRATOR} or {@link #BOARD}
     * @param name the shown name of the account now; null if it was deleted
     */
    @JsonPropertyOrder({"id", "nombre"})
    public record Who(
            @JsonProperty("id") String id,
            @JsonProperty("nombre") @Nullable String name) {
        /** Whoever holds the administrator's token. */
        public static final String ADMINISTRATOR = "administrator";
        /** The board itself. */
        public static final String BOARD = "board";
    }

    /**
     * Where a change came from.
     *
     * @param origin the name of a {@link tablon.journal.Origin}
     * @param network the client's address, shortened; null if it is not known
     * @param token the id of the token; null by session and with the administrator's own token
     * @param tokenName what its owner calls it; null if it was revoked
     */
    @JsonPropertyOrder({"origen", "direccion", "ficha"})
    public record From(
            @JsonProperty("origen") String origin,
            @JsonProperty("direccion") @Nullable String network,
            @JsonProperty("ficha") @Nullable UUID token,
            @JsonIgnore @Nullable String tokenName) {}
}
