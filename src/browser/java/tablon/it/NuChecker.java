package tablon.it;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import nu.validator.validation.SimpleDocumentValidator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The Nu Html Checker. Not thread-safe. */
final class NuChecker {
    private static final String SCHEMA = "http://s.validator.nu/html5-all.rnc";

    private final SimpleDocumentValidator checker = new SimpleDocumentValidator(true, false, true);

    NuChecker() {
        try {
            // a schema of the checker's own jar
            checker.setUpMainSchema(SCHEMA, new Findings());
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The errors and warnings about an HTML document. */
    List<String> html(byte[] document) {
        return check(document, checker::checkHtmlInputSource);
    }

    /** The errors and warnings about a style sheet. */
    List<String> css(byte[] document) {
        return check(document, checker::checkCssInputSource);
    }

    private List<String> check(byte[] document, Check check) {
        var findings = new Findings();
        try {
            checker.setUpValidatorAndParsers(findings, false, false);
            var input = new InputSource(new ByteArrayInputStream(document));
            input.setEncoding("UTF-8");
            check.of(input);
        } catch (IOException | SAXException failed) {
            throw new IllegalStateException(failed);
        }
        return findings.found;
    }

    private interface Check {
        void of(InputSource input) throws IOException, SAXException;
    }

    private static final class Findings implements ErrorHandler {
        private final List<String> found = new ArrayList<>();

        @Override
        public void warning(SAXParseException warning) {
            add("warning", warning);
        }

        @Override
        public void error(SAXParseException error) {
            add("error", error);
        }

        @Override
        public void fatalError(SAXParseException error) {
            add("error", error);
        }

        private void add(String kind, SAXParseException finding) {
            found.add("%s in line %d, column %d: %s"
                    .formatted(kind, finding.getLineNumber(), finding.getColumnNumber(), finding.getMessage()));
        }
    }
}
