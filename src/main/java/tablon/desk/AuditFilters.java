package tablon.desk;

import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tablon.account.AccountStore;
import tablon.account.Username;
import tablon.audit.AuditCursor;
import tablon.audit.AuditEntry.Who;
import tablon.audit.AuditQuery;
import tablon.campus.Campus;
import tablon.campus.CampusStore;
import tablon.journal.Act;
import tablon.json.Form;
import tablon.json.Uuids;

/**
 * The filters of the audit page, as in its address. Values that cannot be read do not filter.
 *
 * @param form the values to show in the form
 */
record AuditFilters(AuditQuery query, Optional<AuditCursor> cursor, Form form) {
    static final String PERSON = "persona";
    static final String ACT = "acto";
    static final String KIND = "tipo";
    static final String CAMPUS = "campus";
    static final String FROM = "desde";
    static final String TO = "hasta";

    private static final List<String> NAMES = List.of(PERSON, ACT, KIND, CAMPUS, FROM, TO);
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    /** The id of no actor. */
    private static final String NOBODY = "-";

    static AuditFilters read(
            MultivaluedMap<String, String> sent, AccountStore accounts, CampusStore campuses, ZoneId zone) {
        var form = new Form(sent);
        var query = new AuditQuery(
                form.first(PERSON).map(text -> actor(text.strip(), accounts)),
                form.first(ACT).flatMap(Act::named),
                form.first(KIND).filter(AuditQuery.KINDS::contains),
                Optional.empty(),
                form.first(CAMPUS).flatMap(campuses::find).map(Campus::code),
                form.first(FROM).flatMap(AuditFilters::date).map(day -> day.atStartOfDay(zone)
                        .toInstant()),
                form.first(TO)
                        .flatMap(AuditFilters::date)
                        .map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()));
        return new AuditFilters(query, form.first("cursor").flatMap(AuditCursor::decode), form);
    }

    boolean isAny() {
        return NAMES.stream().anyMatch(name -> form.first(name).isPresent());
    }

    /** The same filters in the address of {@code page}, with more parameters. */
    String address(String page, String... more) {
        var parameters = new ArrayList<String>();
        for (var name : NAMES) {
            form.first(name).ifPresent(value -> parameters.add(name + "=" + encode(value)));
        }
        parameters.addAll(List.of(more));
        return parameters.isEmpty() ? page : page + "?" + String.join("&", parameters);
    }

    /** The id of the actor whose id or user name this is. A name that no account has is not reported, so that nobody can try them out. */
    private static String actor(String text, AccountStore accounts) {
        if (List.of(Who.ADMINISTRATOR, Who.BOARD).contains(text)) {
            return text;
        }
        return Uuids.read(text)
                .or(() -> Username.of(text).flatMap(accounts::id))
                .map(Object::toString)
                .orElse(NOBODY);
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(text)
                    .filter(date -> DATE.matcher(date).matches())
                    .map(LocalDate::parse);
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
