package tablon.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.uuid.UuidCreator;
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
import java.util.Optional;
import tablon.access.Actor;
import tablon.campus.CampusStore;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Json;
import tablon.notice.NoticeDraft;
import tablon.notice.NoticeStore;
import tablon.storage.Database;

/** A believable board, so that the first look is not an empty page: three campuses and the news of some weeks. */
public final class Demo {
    /** Nothing of the board's last day is later than this, so that all of it lies in the past. */
    private static final Duration LAST_DAY = Duration.ofHours(10);

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

    /** Adds campuses and notices to a board without notices: all the notices or none, and once, whoever starts beside us. */
    public void fill() {
        var board = read();
        var names = new LinkedHashMap<String, String>();
        board.get("campus")
                .forEach(campus -> names.put(
                        campus.get("codigo").asText(), campus.get("nombre").asText()));
        var lastDay = LocalDate.ofInstant(clock.instant().minus(LAST_DAY), zone);
        if (!database.read(notices::isEmpty)) {
            return;
        }
        campuses.ensure(Origin.DEMO, names);
        List<NoticeDraft> drafts = new ArrayList<>();
        board.get("noticias").forEach(notice -> drafts.add(draft(new DemoNotice(notice, lastDay, zone), campuses)));
        journal.change(Actor.BOARD, Origin.DEMO, change -> {
            // another instance may have filled the board meanwhile
            if (notices.isEmpty(change.handle())) {
                drafts.forEach(
                        draft -> notices.create(change, UuidCreator.getTimeOrderedEpoch(), draft, written(draft)));
            }
            return lastDay;
        });
    }

    /** As old as it says, and not changed since. */
    private Instant written(NoticeDraft draft) {
        var published = draft.published().orElseThrow();
        return published.isBefore(clock.instant()) ? published : clock.instant();
    }

    private static NoticeDraft draft(DemoNotice notice, CampusStore campuses) {
        return NoticeDraft.read(notice.fields(), Optional.of(notice.published()), campuses);
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
}
