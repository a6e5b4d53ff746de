package tablon.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import tablon.campus.CampusStore;
import tablon.notice.NoticeListStore;
import tablon.route.Shared;

/** Lists the pages for search engines (sitemaps.org): the board, the campuses and the newest notices. */
@Path("sitemap.xml")
public final class SitemapResource {
    /** An entry takes at most 600 bytes; a search engine visits often enough to see each notice among so many. */
    private static final int MAX_NOTICES = 1_000;

    private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private final NoticeListStore lists;
    private final CampusStore campuses;

    public SitemapResource(NoticeListStore lists, CampusStore campuses) {
        this.lists = lists;
        this.campuses = campuses;
    }

    @GET
    @PermitAll
    @Shared
    @Produces("application/xml;charset=utf-8")
    public byte[] get(@Context UriInfo address) throws XMLStreamException {
        var bytes = new ByteArrayOutputStream();
        // in a container, another library may have replaced the JDK's implementation
        var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        xml.writeStartElement("urlset");
        xml.writeDefaultNamespace(NAMESPACE);
        writePages(xml, address.getBaseUri());
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
        return bytes.toByteArray();
    }

    private void writePages(XMLStreamWriter xml, URI base) throws XMLStreamException {
        var board = BoardAddress.of(base.getRawPath());
        writePage(xml, base, Optional.empty());
        for (var campus : campuses.all()) {
            writePage(xml, base.resolve(board.in(Optional.of(campus.code())).path()), Optional.empty());
        }
        for (var notice : lists.newest(MAX_NOTICES)) {
            writePage(xml, base.resolve(board.notice(notice.id())), Optional.of(notice.changed()));
        }
    }

    private static void writePage(XMLStreamWriter xml, URI address, Optional<Instant> changed)
            throws XMLStreamException {
        xml.writeStartElement("url");
        writeText(xml, "loc", address.toString());
        if (changed.isPresent()) {
            writeText(xml, "lastmod", changed.get().toString());
        }
        xml.writeEndElement();
    }

    private static void writeText(XMLStreamWriter xml, String element, String text) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
