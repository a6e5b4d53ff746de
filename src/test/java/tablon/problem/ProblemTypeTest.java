package tablon.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.text.Text;

/** Clients depend on the names of problems and faults, so a change of these lists is a change of the API. */
class ProblemTypeTest {
    private static final List<String> TYPES = List.of(
            "account-changed",
            "address-too-long",
            "bad-request",
            "body-too-large",
            "campus-gone",
            "campus-in-use",
            "cross-site",
            "duplicate-member",
            "empty-body",
            "forbidden",
            "headers-too-large",
            "idempotency-key-reused",
            "if-match-required",
            "incomplete-body",
            "invalid-id",
            "invalid-idempotency-key",
            "invalid-members",
            "invalid-parameters",
            "invalid-token",
            "json-too-complex",
            "label-exists",
            "last-administrator",
            "link-not-valid",
            "malformed-form",
            "malformed-header",
            "malformed-json",
            "method-not-allowed",
            "missing-credential",
            "needs-approval",
            "no-proposal",
            "not-acceptable",
            "not-found",
            "not-on-board",
            "not-utf-8",
            "notice-changed",
            "notice-exists",
            "notice-expired",
            "notice-not-hidden",
            "notice-not-withdrawn",
            "notice-withdrawn",
            "precondition-required",
            "proposal-decided",
            "proposal-expired",
            "proposal-outdated",
            "request-timeout",
            "search-too-long",
            "too-many-attempts",
            "too-many-proposals",
            "too-many-requests",
            "unavailable",
            "unexpected-error",
            "unknown-account",
            "unknown-campus",
            "unknown-invitation",
            "unknown-label",
            "unknown-notice",
            "unknown-version",
            "unsupported-charset",
            "unsupported-content-coding",
            "unsupported-media-type",
            "withdrawal-final");

    private static final List<String> CODES = List.of(
            "blank",
            "campus-exists",
            "code-mismatch",
            "comma",
            "control-characters",
            "date-and-time",
            "empty",
            "end-without-start",
            "ends-too-early",
            "event-over",
            "expires-too-early",
            "id-assigned",
            "id-mismatch",
            "invalid-cursor",
            "limit-out-of-range",
            "more-unknown-members",
            "more-unknown-parameters",
            "no-campuses",
            "no-event",
            "not-a-boolean",
            "not-a-campus-code",
            "not-a-date",
            "not-a-date-time",
            "not-a-day",
            "not-a-language-tag",
            "not-a-local-time",
            "not-a-moderator",
            "not-a-string",
            "not-a-username",
            "not-a-uuid",
            "not-an-array",
            "not-an-email",
            "not-an-id",
            "not-an-object",
            "not-in-the-future",
            "not-lines",
            "not-one-line",
            "null",
            "only-true",
            "password-common",
            "password-is-name",
            "password-too-long",
            "password-too-short",
            "read-only",
            "repeated",
            "required",
            "scope-not-held",
            "search-too-long",
            "skipped-time",
            "state-without-search",
            "time-without-day",
            "too-long",
            "too-many",
            "too-many-drafts",
            "too-many-marks",
            "too-many-tokens",
            "unknown-act",
            "unknown-campus",
            "unknown-kind",
            "unknown-member",
            "unknown-parameter",
            "unknown-role",
            "unknown-scope",
            "unknown-state",
            "username-taken",
            "wrong-password");

    @Test
    void typesKeepTheirNames() {
        assertThat(Arrays.stream(ProblemType.values()).map(ProblemType::slug))
                .containsExactlyInAnyOrderElementsOf(TYPES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"es", "en"})
    void everyTypeHasTextsInBothLanguages(String language) throws IOException {
        for (var kind : List.of("problem.", "cause.", "remedy.")) {
            assertThat(suffixes(language, kind)).as(kind).containsExactlyElementsOf(TYPES);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"es", "en"})
    void faultsKeepTheirCodes(String language) throws IOException {
        assertThat(suffixes(language, "fault.")).containsExactlyElementsOf(CODES);
        assertThat(Fault.at("/titulo", Text.of("fault.too-long", 1, 2)).code()).isEqualTo("too-long");
    }

    @Test
    void everyTypeAndEveryCodeIsInTheDocumentation() throws IOException {
        var page = Files.readString(Path.of("docs/api.md"));

        for (var names : List.of(TYPES, CODES)) {
            assertThat(names).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
        }
    }

    /** The sorted ends of the messages whose keys begin with {@code prefix}. */
    private static Set<String> suffixes(String language, String prefix) throws IOException {
        var file = Objects.requireNonNull(Text.class.getResourceAsStream("messages_" + language + ".properties"));
        var messages = new Properties();
        try (var reader = new InputStreamReader(file, UTF_8)) {
            messages.load(reader);
        }
        return messages.stringPropertyNames().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
