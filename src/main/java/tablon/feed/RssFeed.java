package tablon.feed;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tablon.page.Xml;
import tablon.text.Text;

/** Writes RSS 2.0, with the links of Atom between its pages and the authors of Dublin Core, which need no mail address. */
final class RssFeed {
    private RssFeed() {}

    static byte[] write(Feed feed) {
        var xml = new Xml()
                .start("rss")
                .attribute("version", "2.0")
                .attribute("xmlns:atom", "http://www.w3.org/2005/Atom")
                .attribute("xmlns:dc", "http://purl.org/dc/elements/1.1/")
                .start("channel")
                .element("title", feed.title())
                .element("link", feed.home().toString())
                .element(
                        "description", Text.of("feed.description", feed.title()).in(feed.language()))
                .element("language", feed.language().tag())
                .element("lastBuildDate", date(feed.updated()));
        link(xml, "self", feed.self());
        link(xml, "first", feed.first());
        feed.next().ifPresent(page -> link(xml, "next", page));
        feed.previous().ifPresent(page -> link(xml, "previous", page));
        feed.entries().forEach(entry -> write(xml, entry, feed));
        return xml.end().end().bytes();
    }

    private static void write(Xml xml, Entry entry, Feed feed) {
        var notice = entry.notice();
        xml.start("item")
                .element("title", notice.title())
                .element("link", entry.address().toString())
                .start("guid")
                .attribute("isPermaLink", "false")
                .text(entry.id())
                .end()
                .element("pubDate", date(notice.published()))
                .element("dc:creator", entry.author().orElse(feed.boardName()))
                .element("dc:language", notice.language())
                .element("category", entry.campus());
        notice.labels().forEach(label -> xml.element("category", label));
        xml.element("description", entry.html()).end();
    }

    /** In English in every locale (RFC 822, with four digits of the year). */
    private static String date(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    private static void link(Xml xml, String relation, URI address) {
        xml.start("atom:link")
                .attribute("rel", relation)
                .attribute("type", "application/rss+xml")
                .attribute("href", address.toString())
                .end();
    }
}
