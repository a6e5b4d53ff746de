package tablon.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import tablon.text.Language;

class DatesTest {
    private static final Instant NEW_YEAR = Instant.parse("2025-12-31T23:30:00Z");
    private static final LocalDate NEW_YEARS_DAY = LocalDate.of(2026, 1, 1);

    @Test
    void daysAndTimesUseTheZoneOfTheBoard() {
        assertThat(in(Language.SPANISH).day(NEW_YEAR)).isEqualTo(NEW_YEARS_DAY);
        assertThat(in(Language.SPANISH).time(NEW_YEAR)).isEqualTo("0:30");
        assertThat(in(Language.SPANISH).zoneName()).isEqualTo("hora de Europa central");
    }

    @Test
    void spanishDatesAreInLowerCase() {
        assertThat(in(Language.SPANISH).date(NEW_YEARS_DAY)).isEqualTo("jueves, 1 de enero de 2026");
        assertThat(in(Language.SPANISH).weekday(NEW_YEARS_DAY)).isEqualTo("jueves");
    }

    @Test
    void englishDatesAreBritishWithAClockOf24Hours() {
        assertThat(in(Language.ENGLISH).date(NEW_YEARS_DAY)).isEqualTo("Thursday, 1 January 2026");
        assertThat(in(Language.ENGLISH).time(NEW_YEAR.plusSeconds(15 * 3600))).isEqualTo("15:30");
        assertThat(in(Language.ENGLISH).time(NEW_YEAR)).isEqualTo("00:30");
        assertThat(in(Language.ENGLISH).zoneName()).isEqualTo("Central European Time");
    }

    @Test
    void yearIsShownOnlyIfItDiffers() {
        var lastYear = NEW_YEARS_DAY.minusDays(1);

        assertThat(in(Language.SPANISH).shortDate(NEW_YEARS_DAY)).isEqualTo("1 ene");
        assertThat(in(Language.SPANISH).shortDate(lastYear)).isEqualTo("31 dic 2025");
        assertThat(in(Language.SPANISH).dateInYear(NEW_YEARS_DAY)).isEqualTo("1\u00A0de\u00A0enero");
        assertThat(in(Language.ENGLISH).dateInYear(lastYear)).isEqualTo("31\u00A0December 2025");
    }

    @Test
    void startOfAPeriodOmitsWhatItsEndSays() {
        var spanish = in(Language.SPANISH);

        assertThat(spanish.start(NEW_YEARS_DAY, NEW_YEARS_DAY.plusDays(8))).isEqualTo("1");
        assertThat(spanish.start(NEW_YEARS_DAY, NEW_YEARS_DAY.plusDays(40))).isEqualTo("1 de enero");
        assertThat(spanish.start(NEW_YEARS_DAY.minusDays(1), NEW_YEARS_DAY)).isEqualTo("31 de diciembre de 2025");
    }

    @Test
    void noticeThatExpiresAtMidnightIsVisibleUntilTheDayBefore() {
        var midnight = Instant.parse("2026-03-09T23:00:00Z");

        assertThat(in(Language.SPANISH).lastDay(midnight)).isEqualTo(LocalDate.of(2026, 3, 9));
        assertThat(in(Language.SPANISH).lastDay(midnight.plusSeconds(1))).isEqualTo(LocalDate.of(2026, 3, 10));
    }

    private static Dates in(Language language) {
        return new Dates(language, ZoneId.of("Europe/Madrid"), LocalDate.of(2026, 3, 2));
    }
}
