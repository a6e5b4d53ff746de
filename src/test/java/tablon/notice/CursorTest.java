package tablon.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void decodedCursorEqualsTheEncodedOne() {
        var cursor = new Cursor(true, false, Instant.parse("2026-03-02T09:00:00.123Z"), UUID.randomUUID());

        assertThat(Cursor.decode(cursor.encode())).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "AAAA",
                "////",
                "á",
                "AX//////////AAAAAAAAAAAAAAAAAAAAAA",
                "Af//////////AAAAAAAAAAAAAAAAAAAAAAA"
            })
    void invalidCursorIsRejected(String text) {
        assertThat(Cursor.decode(text)).isEmpty();
    }
}
