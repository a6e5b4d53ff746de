package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tablon.testing.BoardTest;

/** The same filter selects the same notices on the page, in the API and in the feeds. */
class SameFilterTest extends BoardTest {
    private static final int COMBINATIONS = 1_000;
    private static final int NOTICES = 90;
    private static final Pattern PAGE_LINK = Pattern.compile("href=\"/noticias/([0-9a-f-]{36})[\"?]");
    private static final Pattern ATOM_ID = Pattern.compile("<entry[^>]*><id>urn:uuid:([0-9a-f-]{36})</id>");
    private static final Pattern GUID = Pattern.compile("<guid[^>]*>urn:uuid:([0-9a-f-]{36})</guid>");
    private static final Pattern UID = Pattern.compile("UID:[^\r\n]*?([0-9a-f]{8}-[0-9a-f-]{27})");
    private static final Pattern OLDER = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

    private static final List<String> CAMPUSES = List.of("UGR", "MED");
    private static final List<String> LABELS = List.of("Becas", "Cine", "Música", "Visita guiada", "R&D", "100 %");
    private static final List<String> WORDS = List.of("examen", "comedor", "teatro", "aula", "ñandú", "2026");

    private final Random random = new Random(14);
    private final Map<String, Sample> samples = new LinkedHashMap<>();

    @Test
    void pageApiAndFeedsAgreeOnAThousandCombinations() {
        for (int number = 0; number < NOTICES; number++) {
            publish();
        }

        for (int number = 0; number < COMBINATIONS; number++) {
            var filter = randomFilter();
            var expected = samples.entrySet().stream()
                    .filter(sample -> sample.getValue().matches(filter))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new));
            var events = samples.entrySet().stream()
                    .filter(sample ->
                            sample.getValue().event && sample.getValue().matches(filter))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(page(filter)).as("page %s", filter).isEqualTo(expected);
            assertThat(api(filter)).as("API %s", filter).isEqualTo(expected);
            assertThat(feed("/feed.atom", filter, ATOM_ID))
                    .as("Atom %s", filter)
                    .isEqualTo(expected);
            assertThat(feed("/feed.rss", filter, GUID)).as("RSS %s", filter).isEqualTo(expected);
            assertThat(jsonFeed(filter)).as("JSON Feed %s", filter).isEqualTo(expected);
            assertThat(ids(UID, reader().get("/calendario.ics" + query(filter)).text()))
                    .as("calendar %s", filter)
                    .isEqualTo(events);
            assertThat(agenda(filter)).as("agenda %s", filter).isEqualTo(events);
        }
    }

    private Set<String> page(Filter filter) {
        var found = new TreeSet<String>();
        var next = Optional.of("/" + query(filter));
        while (next.isPresent()) {
            var html = main(reader().with("Accept", "text/html").get(next.get()).text());
            found.addAll(ids(PAGE_LINK, html));
            next = OLDER.matcher(html).results().findFirst().map(match -> match.group(1)
                    .replace("&amp;", "&"));
        }
        return found;
    }

    private Set<String> agenda(Filter filter) {
        return ids(PAGE_LINK, main(reader().get("/agenda" + query(filter)).text()));
    }

    private Set<String> api(Filter filter) {
        var found = new TreeSet<String>();
        var parameters = query(filter).replace("etiqueta=", "label=").replace("evento=", "event=");
        var next = Optional.of("/api/news" + (parameters.isEmpty() ? "?" : parameters + "&") + "limit=17");
        while (next.isPresent()) {
            var answer = reader().get(next.get());
            answer.json().forEach(notice -> found.add(notice.get("id").asText()));
            next = answer.link("next").map(SameFilterTest::relative);
        }
        return found;
    }

    private Set<String> feed(String path, Filter filter, Pattern id) {
        var found = new TreeSet<String>();
        var next = Optional.of(path + query(filter));
        while (next.isPresent()) {
            var xml = reader().get(next.get()).text();
            found.addAll(ids(id, xml));
            next = Pattern.compile("<(?:atom:)?link [^>]*rel=\"next\"[^>]*>")
                    .matcher(xml)
                    .results()
                    .findFirst()
                    .map(MatchResult::group)
                    .map(link -> link.replaceAll(".*href=\"([^\"]*)\".*", "$1").replace("&amp;", "&"))
                    .map(URI::create)
                    .map(SameFilterTest::relative);
        }
        return found;
    }

    private Set<String> jsonFeed(Filter filter) {
        var found = new TreeSet<String>();
        var next = Optional.of("/feed.json" + query(filter));
        while (next.isPresent()) {
            var feed = reader().get(next.get()).json();
            feed.get("items").forEach(item -> found.add(item.get("id").asText().replace("urn:uuid:", "")));
            next = Optional.ofNullable(feed.get("next_url")).map(url -> relative(URI.create(url.asText())));
        }
        return found;
    }

    /** The content of a page: its masthead and footer may link to notices, too. */
    private static String main(String html) {
        return html.substring(html.indexOf("<main"), html.indexOf("</main>"));
    }

    private static Set<String> ids(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String relative(URI address) {
        return address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
    }

    private void publish() {
        var words = some(WORDS, 3);
        var labels = some(LABELS, 3);
        var campus = CAMPUSES.get(random.nextInt(CAMPUSES.size()));
        boolean event = random.nextBoolean();
        boolean visible = random.nextInt(10) > 0;
        var notice = notice(
                "titulo",
                "Aviso " + String.join(" ", words),
                "campus",
                campus,
                "fijada",
                random.nextInt(5) == 0,
                "publicada",
                visible ? "2026-01-01T00:00:0" + random.nextInt(3) + "Z" : "2026-05-01T00:00:00Z",
                "etiquetas",
                labels);
        if (event) {
            notice.put("empieza", random.nextBoolean() ? "2026-06-01" : "2026-06-01T10:00:00Z");
        }
        var answer = administrator().post("/api/news", notice);
        if (visible) {
            samples.put(answer.json().get("id").asText(), new Sample(campus, Set.copyOf(labels), words, event));
        }
    }

    private List<String> some(List<String> from, int most) {
        var chosen = new ArrayList<String>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            var one = from.get(random.nextInt(from.size()));
            if (!chosen.contains(one)) {
                chosen.add(one);
            }
        }
        return chosen;
    }

    private Filter randomFilter() {
        return new Filter(
                one(CAMPUSES, random.nextInt(3)),
                one(LABELS, random.nextInt(2)),
                Set.copyOf(random.nextInt(3) == 0 ? some(WORDS, 2) : List.of()),
                random.nextInt(3) == 0);
    }

    private Optional<String> one(List<String> values, int absentIfNotZero) {
        return absentIfNotZero == 0 ? Optional.of(values.get(random.nextInt(values.size()))) : Optional.empty();
    }

    /** The query, with the label in a random spelling. */
    private String query(Filter filter) {
        var parameters = new ArrayList<String>();
        filter.campus.ifPresent(code -> parameters.add("campus=" + code.toLowerCase(Locale.ROOT)));
        filter.label.ifPresent(name ->
                parameters.add("etiqueta=" + encode(random.nextBoolean() ? name : name.toUpperCase(Locale.ROOT))));
        if (!filter.words.isEmpty()) {
            parameters.add("q=" + encode(String.join(" ", filter.words)));
        }
        if (filter.event) {
            parameters.add("evento=true");
        }
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private record Filter(Optional<String> campus, Optional<String> label, Set<String> words, boolean event) {}

    private record Sample(String campus, Set<String> labels, List<String> words, boolean event) {

        boolean matches(Filter filter) {
            return filter.campus.filter(code -> !code.equals(campus)).isEmpty()
                    && filter.label.filter(name -> !labels.contains(name)).isEmpty()
                    && words.containsAll(filter.words)
                    && (event || !filter.event);
        }
    }
}
