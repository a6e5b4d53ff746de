package tablon.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"tres gatos", "ññññññññña", "          x", "😀😁😂😃😄😅😆😇😈😉", "MATRICULAS", "8412679035"})
    void anythingLongAndUncommonIsAccepted(String password) {
        assertThat(fault(password)).isEqualTo("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "nueve9999", "😀😁😂😃😄"})
    void fewerThanTenCodePointsAreTooShort(String password) {
        assertThat(fault(password)).isEqualTo("fault.password-too-short");
    }

    @Test
    void lengthIsCountedInComposedCodePoints() {
        var nine = Normalizer.normalize("ñandúes é", Normalizer.Form.NFD);

        assertThat(nine).hasSizeGreaterThan(10);
        assertThat(fault(nine)).isEqualTo("fault.password-too-short");
    }

    @Test
    void twoHundredCodePointsAreAccepted() {
        assertThat(fault("a😀".repeat(100))).isEqualTo("");
        assertThat(fault(Normalizer.normalize("áé".repeat(100), Normalizer.Form.NFD)))
                .isEqualTo("");
    }

    @Test
    void moreThanTwoHundredCodePointsAreTooLong() {
        assertThat(fault("a😀".repeat(100) + "b")).isEqualTo("fault.password-too-long");
        assertThat(fault("e" + "\u0301\u0323".repeat(500_000))).isEqualTo("fault.password-too-long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567890",
                "password123",
                "PassWord123",
                "qwertyuiop",
                "QWERTYUIOP",
                "contrasena",
                "aaaaaaaaaa"
            })
    void commonPasswordIsRefusedInAnyCase(String password) {
        assertThat(fault(password)).isEqualTo("fault.password-common");
    }

    @Test
    void nameIsNoPassword() {
        assertThat(PasswordRules.fault("Conserjería.Letras", "conserjería.letras")
                        .orElseThrow()
                        .key())
                .isEqualTo("fault.password-is-name");
        assertThat(PasswordRules.fault("conserjería.letras 2", "conserjería.letras"))
                .isEmpty();
    }

    private static String fault(String password) {
        return PasswordRules.fault(password, "ana").map(fault -> fault.key()).orElse("");
    }
}
