package tablon.feed;

import java.net.URI;
import tablon.json.Rfc3339;
import tablon.page.Xml;

/** Writes Atom (RFC 4287), in pages (RFC 5005, section 3). */
final class AtomFeed {
    private AtomFeed() {}

    static byte[] write(Feed feed) {
        var xml = new Xml()
                .start("feed")
                .attribute("xmlns", "http://www.w3.org/2005/Atom")
                .attribute("xml:lang", feed.language().tag())
                .element("id", "urn:uuid:" + feed.id())
                .element("title", feed.title())
                .element("updated", Rfc3339.write(feed.updated()));
        author(xml, feed.boardName());
        link(xml, "alternate", "text/html", feed.home());
        link(xml, "self", "application/atom+xml", feed.self());
        link(xml, "first", "application/atom+xml", feed.first());
        feed.next().ifPresent(page -> link(xml, "next", "application/atom+xml", page));
        feed.previous().ifPresent(page -> link(xml, "previous", "application/atom+xml", page));
        feed.entries().forEach(entry -> write(xml, entry, feed));
        return xml.end().bytes();
    }

    private static void write(Xml xml, Entry entry, Feed feed) {
        var notice = entry.notice();
        xml.start("entry")
                .attribute("xml:lang", notice.language())
                .element("id", entry.id())
                .element("title", notice.title())
                .element("published", Rfc3339.write(notice.published()))
                .element("updated", Rfc3339.write(entry.updated()));
        author(xml, entry.author().orElse(feed.boardName()));
        link(xml, "alternate", "text/html", entry.address());
        xml.start("category")
                .attribute("term", notice.campus())
                .attribute("label", entry.campus())
                .end();
        notice.labels()
                .forEach(label -> xml.start("category").attribute("term", label).end());
        xml.start("content").attribute("type", "html").text(entry.html()).end().end();
    }

    private static void author(Xml xml, String name) {
        xml.start("author").element("name", name).end();
    }

    private static void link(Xml xml, String relation, String type, URI address) {
        xml.start("link")
                .attribute("rel", relation)
                .attribute("type", type)
                .attribute("href", address.toString())
                .end();
    }
}
