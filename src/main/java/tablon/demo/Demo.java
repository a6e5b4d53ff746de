package tablon.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import org.jdbi.v3.core.Handle;
import tablon.campus.CampusStore;
import tablon.json.Json;
import tablon.news.NewsDraft;
import tablon.news.NewsStore;
import tablon.storage.Database;

/** A believable board, so that the first look is not an empty page: three campuses and the news of some weeks. */
public final class Demo {
    /** Nothing of the board's last day is later than this, so that all of it lies in the past. */
    private static final Duration LAST_DAY = Duration.ofHours(10);

    private final Database database;
    private final Clock clock;
    private final ZoneId zone;

    public Demo(Database database, Clock clock, ZoneId zone) {
        this.database = database;
        this.clock = clock;
        this.zone = zone;
    }

    /** Adds campuses and notices to a board without notices; all of them, or none, and once, whoever starts beside us. */
    public void fill() {
        var board = read();
        var names = new LinkedHashMap<String, String>();
        board.get("campus")
                .forEach(campus -> names.put(
                        campus.get("codigo").asText(), campus.get("nombre").asText()));
        var lastDay = LocalDate.ofInstant(clock.instant().minus(LAST_DAY), zone);
        database.change(handle -> {
            if (!new NewsStore(database, clock).isEmpty(handle)) {
                return lastDay;
            }
            CampusStore.ensure(handle, names);
            board.get("noticias").forEach(notice -> add(handle, new DemoNotice(notice, lastDay, zone)));
            return lastDay;
        });
    }

    private void add(Handle handle, DemoNotice notice) {
        var written = notice.published().isBefore(clock.instant()) ? notice.published() : clock.instant();
        NewsDraft draft = NewsDraft.read(notice.fields(), written, handle);
        // as old as it says, and not changed since
        new NewsStore(database, clock).add(handle, draft, written);
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
