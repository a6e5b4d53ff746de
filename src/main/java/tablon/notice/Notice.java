package tablon.notice;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import jakarta.ws.rs.core.EntityTag;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice and its state at one moment.
 *
 * @param description Markdown
 * @param campus the code of the campus
 * @param language the language of title and description (BCP 47)
 * @param author the account that created it; null if it has none, or was deleted
 * @param authorName the shown name of the author when this version was stored; null without an author
 * @param expires null if it does not expire
 * @param labels at most 8, spelled as the board spells them
 * @param occasion when the event takes place; null if it is no event
 * @param place where the event takes place; may have several lines
 * @param reason why it was refused or hidden; null in the other states
 * @param version 1 after creation; each change adds 1
 * @param revised when its content was changed last; a pin and another expiry do not count
 */
@JsonPropertyOrder({
    "id",
    "titulo",
    "descripcion",
    "campus",
    "idioma",
    "autor",
    "publicada",
    "actualizada",
    "caduca",
    "fijada",
    "etiquetas",
    "empieza",
    "termina",
    "lugar",
    "estado",
    "motivo"
})
public record Notice(
        @JsonProperty("id") UUID id,
        @JsonProperty("titulo") String title,
        @JsonProperty("descripcion") String description,
        @JsonProperty("campus") String campus,
        @JsonProperty("idioma") String language,
        @JsonIgnore @Nullable UUID author,
        @JsonProperty("autor") @Nullable String authorName,
        @JsonProperty("publicada") Instant published,
        @JsonProperty("actualizada") Instant updated,
        @JsonProperty("caduca") @Nullable Instant expires,
        @JsonProperty("fijada") boolean pinned,
        @JsonProperty("etiquetas") List<String> labels,
        @JsonIgnore @Nullable Occasion occasion,
        @JsonProperty("lugar") @Nullable String place,
        @JsonProperty("estado") State state,

        @JsonProperty("motivo") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String reason,

        @JsonIgnore int version,
        @JsonIgnore Instant revised) {

    /** Must be raised when the JSON format of notices changes, so that clients fetch it again. */
    private static final int FORMAT = 4;

    /**
     * The strong entity tag of the JSON (RFC 9110, section 8.8.3). It contains the time of the last change because an older
     * WAR does not raise the version, and because the version restarts when a deleted notice is created again.
     */
    EntityTag tag() {
        return tag(state);
    }

    /** Whether this differs from {@code other} at most in the version, its time and its author. */
    public boolean hasContentOf(Notice other) {
        return readsAs(other) && Objects.equals(expires, other.expires) && pinned == other.pinned;
    }

    /** The same, and at most in the pin and the expiry. */
    private boolean readsAs(Notice other) {
        return title.equals(other.title)
                && description.equals(other.description)
                && campus.equals(other.campus)
                && language.equals(other.language)
                && published.equals(other.published)
                && labels.equals(other.labels)
                && Objects.equals(occasion, other.occasion)
                && Objects.equals(place, other.place);
    }

    /** The entity tag of this notice in the state {@code other}. */
    EntityTag tag(State other) {
        var why = reason == null || other != state ? "" : "." + Integer.toHexString(reason.hashCode());
        return new EntityTag(version + "." + Long.toString(updated.toEpochMilli(), 36) + "." + other.jsonName() + why
                + "." + FORMAT);
    }

    /** The same notice in a state outside the board. */
    Notice in(State other, @Nullable String because) {
        return copy(published, updated, labels, other, because, version, revised);
    }

    /** The same notice on the board. */
    Notice onBoard(Instant now) {
        return in(State.at(now, published, expires), null);
    }

    /** The same notice, published and changed at these times, as this version. */
    Notice at(Instant from, Instant changed, int number) {
        return copy(from, changed, labels, state, reason, number, changed);
    }

    /** The same notice with its labels spelled like this. */
    Notice labelled(List<String> names) {
        return copy(published, updated, names, state, reason, version, revised);
    }

    /** This notice in place of {@code former}: revised with it, if at most the pin and the expiry differ. */
    Notice insteadOf(Notice former) {
        return readsAs(former) ? copy(published, updated, labels, state, reason, version, former.revised) : this;
    }

    private Notice copy(
            Instant from,
            Instant changed,
            List<String> names,
            State other,
            @Nullable String because,
            int number,
            Instant contentChanged) {
        return new Notice(
                id,
                title,
                description,
                campus,
                language,
                author,
                authorName,
                from,
                changed,
                expires,
                pinned,
                names,
                occasion,
                place,
                other,
                because,
                number,
                contentChanged);
    }

    public boolean hasOccasion() {
        return occasion != null;
    }

    /** When the event starts: a date or a date-time; null if it is no event. */
    @JsonProperty("empieza")
    public @Nullable String startText() {
        return occasion == null ? null : occasion.startText();
    }

    /** The last day of the event, or the date-time of its end; null without an end. */
    @JsonProperty("termina")
    public @Nullable String endText() {
        return occasion == null ? null : occasion.endText();
    }

    // the columns of an event and the labels

    public @Nullable Instant starts() {
        return occasion == null ? null : occasion.starts();
    }

    public @Nullable Instant ends() {
        return occasion == null ? null : occasion.ends();
    }

    public boolean wholeDays() {
        return occasion != null && occasion.wholeDays();
    }

    public String labelLines() {
        return String.join("\n", labels);
    }
}
