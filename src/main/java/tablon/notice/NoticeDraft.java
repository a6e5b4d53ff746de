package tablon.notice;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tablon.campus.Campus;
import tablon.campus.CampusStore;
import tablon.json.Fields;
import tablon.json.Uuids;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.text.Text;

/**
 * A validated notice from a client. Validation and the splitting into words run here, before the transaction.
 *
 * @param language the language of title and description (BCP 47); empty if the client sent none
 * @param published empty if the client sent none
 * @param labels at most 8 different ones, as the client spells them
 * @param occasion null if it is no event
 * @param words the words for the index, separated by spaces
 */
public record NoticeDraft(
        String title,
        String description,
        String campus,
        Optional<String> language,
        Optional<Instant> published,
        Optional<Instant> expires,
        boolean pinned,
        List<String> labels,
        @Nullable Occasion occasion,
        @Nullable String place,
        String words) {

    private static final int MAX_TITLE_LENGTH = 200;
    private static final int MAX_DESCRIPTION_LENGTH = 20_000;
    private static final int MAX_PLACE_LENGTH = 200;

    NoticeDraft(
            String title,
            String description,
            String campus,
            Optional<String> language,
            Optional<Instant> published,
            Optional<Instant> expires,
            boolean pinned,
            List<String> labels,
            @Nullable Occasion occasion,
            @Nullable String place) {
        this(
                title,
                description,
                campus,
                language,
                published,
                expires,
                pinned,
                labels,
                occasion,
                place,
                Words.ofCurrent(campus, title, description));
    }

    /** A notice without labels that is no event. */
    public NoticeDraft(
            String title,
            String description,
            String campus,
            Optional<String> language,
            Optional<Instant> published,
            Optional<Instant> expires,
            boolean pinned) {
        this(title, description, campus, language, published, expires, pinned, List.of(), null, null);
    }

    /**
     * Reads a notice from {@code fields}.
     *
     * @param published the default time of publication; empty if it is not known yet
     * @throws Problem 422 with all faults
     */
    public static NoticeDraft read(Fields fields, Optional<Instant> published, CampusStore campuses) {
        fields.ignore("actualizada", "autor", "estado", "motivo", "url");
        var title = fields.line("titulo", MAX_TITLE_LENGTH);
        var description = fields.lines("descripcion", MAX_DESCRIPTION_LENGTH);
        var campus = campus(fields, campuses);
        var language = fields.language("idioma");
        var from = fields.instant("publicada").or(() -> published);
        var expires = fields.instant("caduca");
        boolean pinned = fields.flag("fijada");
        var labels = Label.read(fields);
        var occasion = Occasion.read(fields);
        var place = fields.optionalLines("lugar", MAX_PLACE_LENGTH).orElse(null);
        if (!fields.refused("publicada") && !fields.refused("caduca") && expiresTooEarly(from, expires)) {
            fields.refuse("caduca", Text.of("fault.expires-too-early"));
        }
        fields.check();
        return new NoticeDraft(title, description, campus, language, from, expires, pinned, labels, occasion, place);
    }

    /** Reads the notice with this id: an id in the body must be equal to it. */
    static NoticeDraft read(Fields fields, UUID id, Optional<Instant> published, CampusStore campuses) {
        var sent = fields.member("id");
        if (sent.isPresent() && !Uuids.read(sent.get().asText()).equals(Optional.of(id))) {
            fields.refuse("id", Text.of("fault.id-mismatch"));
        }
        return read(fields, published, campuses);
    }

    /**
     * The notice that is stored for this draft.
     *
     * @param author the account that created the notice, and its shown name
     * @param defaultLanguage the language if the client sent none
     * @param defaultPublished the time of publication if the client sent none
     * @throws Problem 422 if the notice would expire before its publication
     */
    Notice toNotice(
            UUID id,
            int version,
            Author author,
            String defaultLanguage,
            Instant defaultPublished,
            Instant updated,
            Instant now) {
        var from = published.orElse(defaultPublished);
        if (expiresTooEarly(Optional.of(from), expires)) {
            throw Problem.invalid(List.of(Fault.at("/caduca", Text.of("fault.expires-too-early"))));
        }
        var until = expires.orElse(null);
        return new Notice(
                id,
                title,
                description,
                campus,
                language.orElse(defaultLanguage),
                author.account(),
                author.name(),
                from,
                updated,
                until,
                pinned,
                labels,
                occasion,
                place,
                State.at(now, from, until),
                null,
                version,
                updated);
    }

    private static boolean expiresTooEarly(Optional<Instant> from, Optional<Instant> until) {
        return from.isPresent() && until.isPresent() && !until.get().isAfter(from.get());
    }

    /** Whether saving this would leave {@code notice} as it is. */
    public boolean isContentOf(Notice notice) {
        return title.equals(notice.title())
                && description.equals(notice.description())
                && campus.equals(notice.campus())
                && language.orElse(notice.language()).equals(notice.language())
                && published.orElse(notice.published()).equals(notice.published())
                && expires.equals(Optional.ofNullable(notice.expires()))
                && pinned == notice.pinned()
                && Label.areSame(labels, notice.labels())
                && Objects.equals(occasion, notice.occasion())
                && Objects.equals(place, notice.place());
    }

    /** The same, published at {@code moment} unless the client chose another time. */
    public NoticeDraft orPublished(Instant moment) {
        return published(published.or(() -> Optional.of(moment)));
    }

    /** The same without a time of publication: it is published when it is stored. */
    public NoticeDraft publishedWhenStored() {
        return published(Optional.empty());
    }

    private NoticeDraft published(Optional<Instant> from) {
        return new NoticeDraft(
                title, description, campus, language, from, expires, pinned, labels, occasion, place, words);
    }

    /** The error if the campus was deleted after the draft was read. */
    Problem unknownCampus(List<Campus> known) {
        return Problem.invalid(List.of(Fault.at("/campus", unknownCampus(campus, known))));
    }

    private static String campus(Fields fields, CampusStore campuses) {
        var code = fields.line("campus", Campus.MAX_CODE_LENGTH);
        if (fields.refused("campus")) {
            return code;
        }
        var campus = campuses.find(code);
        if (campus.isEmpty()) {
            fields.refuse("campus", unknownCampus(code, campuses.all()));
        }
        return campus.map(Campus::code).orElse(code);
    }

    private static Text unknownCampus(String code, List<Campus> known) {
        return known.isEmpty()
                ? Text.of("fault.no-campuses", code)
                : Text.of(
                        "fault.unknown-campus",
                        code,
                        known.stream().map(Campus::code).collect(Collectors.joining(", ")));
    }
}
