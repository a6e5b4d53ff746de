package tablon.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tablon.testing.BoardTest;

class NoticesRedirectTest extends BoardTest {

    @ParameterizedTest
    @CsvSource({
        "/noticias, /",
        "/noticias/, /",
        "/noticias?lang=en, /?lang=en",
        "/noticias?campus=UGR&q=a%26b, /?campus=UGR&q=a%26b"
    })
    void addressOfAllNoticesRedirectsToTheBoard(String path, String target) {
        var answer = reader().with("Accept", "text/html").get(path);

        assertThat(answer.status()).isEqualTo(308);
        assertThat(answer.header("Location"))
                .isEqualTo(getBaseUri().resolve(target).toString());
    }

    @Test
    void headIsRedirectedToo() {
        assertThat(reader().send("HEAD", "/noticias", new byte[0]).status()).isEqualTo(308);
    }
}
