package tablon.page;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes an XML 1.0 document in UTF-8. Escapes all text; a character that XML cannot hold becomes U+FFFD. */
public final class Xml {
    private static final int REPLACEMENT = 0xFFFD;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final XMLStreamWriter out;

    public Xml() {
        try {
            // in a container, another library may have replaced the JDK's implementation
            out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            out.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Begins an element. The name of a namespace is an attribute: {@code xmlns} or {@code xmlns:dc}. */
    public Xml start(String element) {
        return write(() -> out.writeStartElement(element));
    }

    /** Adds an attribute to the element that has just begun. */
    public Xml attribute(String name, String value) {
        return write(() -> out.writeAttribute(name, valid(value)));
    }

    public Xml text(String text) {
        return write(() -> out.writeCharacters(valid(text)));
    }

    public Xml end() {
        return write(out::writeEndElement);
    }

    /** An element with this text. */
    public Xml element(String name, String text) {
        return start(name).text(text).end();
    }

    /** The document, which has ended. */
    public byte[] bytes() {
        write(out::writeEndDocument);
        write(out::close);
        return bytes.toByteArray();
    }

    private static String valid(String text) {
        if (text.codePoints().allMatch(Xml::isValid)) {
            return text;
        }
        return text.codePoints()
                .map(c -> isValid(c) ? c : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The production {@code Char} of XML 1.0. */
    private static boolean isValid(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
    }

    private Xml write(Step step) {
        try {
            step.run();
            return this;
        } catch (XMLStreamException impossible) {
            // the elements are well-formed, and memory can be written to
            throw new IllegalStateException(impossible);
        }
    }

    private interface Step {
        void run() throws XMLStreamException;
    }
}
