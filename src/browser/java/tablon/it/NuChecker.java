package tablon.it;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import nu.validator.validation.SimpleDocumentValidator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;

/** The Nu Html Checker. */
final class NuChecker implements AutoCloseable {
    private static final String SCHEMA = "http://s.validator.nu/html5-all.rnc";
    /** The checker passes it as a warning, but reports it as information; the sanitizer writes {@code <br />}. */
    private static final String INFORMATION = "Trailing slash on void elements";
    /**
     * The checker does not know this pseudo-element (https://www.w3.org/TR/css-pseudo-4/) and this property
     * (https://www.w3.org/TR/css-ui-4/) yet.
     */
    private static final Set<String> UNKNOWN = Set.of(
            "CSS: Unknown pseudo-element or pseudo-class “::details-content”.",
            "CSS: “field-sizing”: Property “field-sizing” doesn't exist.");
    /** It compiles its schema by deep recursion. */
    private static final long STACK_BYTES = 64L << 20;

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(null, task, "nu", STACK_BYTES));
    private final SimpleDocumentValidator checker;

    NuChecker() {
        checker = run(NuChecker::withSchema);
    }

    /** The errors and warnings about an HTML document. */
    List<String> html(byte[] document) {
        return run(() -> check(document, checker::checkHtmlInputSource));
    }

    /** The errors and warnings about a style sheet. */
    List<String> css(byte[] document) {
        return run(() -> check(document, checker::checkCssInputSource));
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    private static SimpleDocumentValidator withSchema() throws Exception {
        var checker = new SimpleDocumentValidator(true, false, true);
        // the schema is in the checker's own jar
        checker.setUpMainSchema(SCHEMA, new Findings());
        return checker;
    }

    private List<String> check(byte[] document, Check check) throws Exception {
        var findings = new Findings();
        checker.setUpValidatorAndParsers(findings, false, false);
        var input = new InputSource(new ByteArrayInputStream(document));
        input.setEncoding("UTF-8");
        check.of(input);
        return findings.found;
    }

    private <T> T run(Callable<T> task) {
        try {
            return thread.submit(task).get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private interface Check {
        void of(InputSource input) throws Exception;
    }

    private static final class Findings implements ErrorHandler {
        private final List<String> found = new ArrayList<>();

        @Override
        public void warning(SAXParseException warning) {
            if (!String.valueOf(warning.getMessage()).startsWith(INFORMATION)) {
                add("warning", warning);
            }
        }

        @Override
        public void error(SAXParseException error) {
            if (!UNKNOWN.contains(String.valueOf(error.getMessage()))) {
                add("error", error);
            }
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
