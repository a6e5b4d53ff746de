package tablon.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tablon.access.Actor;
import tablon.campus.CampusStore;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Json;
import tablon.json.Uuids;
import tablon.notice.NoticeDraft;
import tablon.notice.NoticeStore;
import tablon.storage.Database;

/** Sample data for an empty board: three campuses and the notices of some weeks. */
public final class Demo {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    /** The time of day of the latest notice: the data ends on the last day on which this time has passed. */
    private static final Duration LATEST_TIME = Duration.ofHours(10);

    private final Database database;
    private final JournalStore journal;
    private final NoticeStore notices;
    private final CampusStore campuses;
    private final Clock clock;
    private final ZoneId zone;

    public Demo(
            Database database,
            JournalStore journal,
            NoticeStore notices,
            CampusStore campuses,
            Clock clock,
            ZoneId zone) {
        this.database = database;
        this.journal = journal;
        this.notices = notices;
        this.campuses = campuses;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Adds campuses and notices to a board without notices. One transaction adds all notices, so concurrent starts add them
     * only once.
     */
    public void fill() {
        if (!database.read(notices::isEmpty)) {
            LOG.info("DEMO=true does nothing: the board already has notices");
            return;
        }
        var data = read();
        campuses.ensure(Origin.DEMO, campusNames(data));
        var drafts = drafts(data);
        journal.change(Actor.BOARD, Origin.DEMO, change -> {
            // another instance may have filled the board since the first check
            if (notices.isEmpty(change.handle())) {
                drafts.forEach(draft -> notices.create(change, Uuids.next(), draft, updated(draft)));
            }
            return drafts.size();
        });
    }

    private static JsonNode read() {
        try (var file = Demo.class.getResourceAsStream("demo.json")) {
            if (file == null) {
                throw new IllegalStateException("demo.json is not on the class path");
            }
            return Json.read(file.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, String> campusNames(JsonNode data) {
        var names = new LinkedHashMap<String, String>();
        data.get("campus")
                .forEach(campus -> names.put(
                        campus.get("codigo").asText(), campus.get("nombre").asText()));
        return names;
    }

    private List<NoticeDraft> drafts(JsonNode data) {
        var lastDay = LocalDate.ofInstant(clock.instant().minus(LATEST_TIME), zone);
        List<NoticeDraft> drafts = new ArrayList<>();
        data.get("noticias").forEach(notice -> drafts.add(draft(new DemoNotice(notice, lastDay, zone))));
        return drafts;
    }

    private NoticeDraft draft(DemoNotice notice) {
        return NoticeDraft.read(notice.fields(), Optional.of(notice.published()), campuses);
    }

    /** The time of publication, but not later than now. */
    private Instant updated(NoticeDraft draft) {
        var published = draft.published().orElseThrow();
        return published.isBefore(clock.instant()) ? published : clock.instant();
    }
}
