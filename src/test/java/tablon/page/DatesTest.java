package tablon.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import tablon.text.Language;

class DatesTest {
    private static final Instant NEW_YEAR = Instant.parse("2025-12-31T23:30:00Z");

    @Test
    void datesUseTheZoneOfTheBoard() {
        assertThat(in(Language.SPANISH).dayOfMonth(NEW_YEAR)).isEqualTo("1");
        assertThat(in(Language.SPANISH).month(NEW_YEAR)).isEqualTo("ene");
        assertThat(in(Language.SPANISH).date(NEW_YEAR)).isEqualTo("jueves, 1 de enero de 2026");
        assertThat(in(Language.SPANISH).time(NEW_YEAR)).isEqualTo("0:30");
    }

    @Test
    void monthNameFollowsTheLanguage() {
        assertThat(in(Language.ENGLISH).month(NEW_YEAR)).isEqualTo("Jan");
    }

    @Test
    void yearIsShownOnlyIfItDiffers() {
        assertThat(in(Language.SPANISH).year(NEW_YEAR)).isEmpty();
        assertThat(in(Language.SPANISH).shortDate(NEW_YEAR)).isEqualTo("1 ene");
        assertThat(in(Language.SPANISH).shortDate(NEW_YEAR.minusSeconds(3600))).isEqualTo("31 dic 2025");
    }

    private static Dates in(Language language) {
        return new Dates(language.locale(), ZoneId.of("Europe/Madrid"), LocalDate.of(2026, 3, 2));
    }
}
