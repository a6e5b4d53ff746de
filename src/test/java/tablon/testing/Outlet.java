package tablon.testing;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The places where readers find notices. Each one must show the same notices at the same moment. */
public enum Outlet {
    HOME("/"),
    CAMPUS("/?campus=UGR"),
    LABEL("/?etiqueta=" + Outlet.LABEL_OF_ALL),
    SEARCH("/?q=reloj"),
    EVENTS("/?evento=true"),
    NOTICE("/noticias/{id}"),
    ERROR_PAGE("/no-existe", "text/html"),
    LABELS("/etiquetas"),
    AGENDA("/agenda"),
    MONTH("/agenda?mes={month}"),
    EMBED("/insertar"),
    EMBEDDED_EVENTS("/insertar?evento=true"),
    API_LIST("/api/news"),
    API_NOTICE("/api/news/{id}"),
    API_LABEL("/api/news?label=" + Outlet.LABEL_OF_ALL),
    API_LABELS("/api/labels"),
    PROTOTYPE_LIST("/news"),
    ATOM("/feed.atom"),
    RSS("/feed.rss"),
    JSON_FEED("/feed.json"),
    CONCERTO("/feed/concerto.json"),
    CALENDAR("/calendario.ics"),
    SITEMAP("/sitemap.xml");

    /** A label that each of the notices has. */
    public static final String LABEL_OF_ALL = "Relojes";

    private final String path;
    private final String accept;

    Outlet(String path) {
        this(path, "*/*");
    }

    Outlet(String path, String accept) {
        this.path = path;
        this.accept = accept;
    }

    /** The titles of these notices that {@code reader} finds here. An address of one notice shows it or is an error. */
    public Set<String> shown(Client reader, List<Timed> notices) {
        return notices.stream()
                .filter(notice -> shows(reader, notice))
                .map(Timed::title)
                .collect(Collectors.toSet());
    }

    private boolean shows(Client reader, Timed notice) {
        boolean isOfOne = path.contains("{id}");
        var answer = reader.with("Accept", accept)
                .get(path.replace("{id}", notice.id()).replace("{month}", notice.month()));
        if (answer.status() >= 500 || (answer.status() != 200 && !isOfOne && this != ERROR_PAGE)) {
            throw new AssertionError(this + ": " + answer.status() + " " + answer.text());
        }
        return isOfOne
                ? answer.status() == 200
                : answer.text().contains(notice.id()) || answer.text().contains(notice.title());
    }

    /**
     * A notice that an outlet may show: an event with {@link #LABEL_OF_ALL}, and with a label that is its title.
     *
     * @param title contains {@code reloj}, and is no part of another title
     * @param month of the event, such as {@code 2026-03}
     */
    public record Timed(String id, String title, String month) {}
}
