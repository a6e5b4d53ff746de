package tablon.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "::ffff:192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:2::1, 2001:db8:1:2:0:0:0:0/64",
        "[2001:DB8:1:2:ffff::], 2001:db8:1:2:0:0:0:0/64",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:0/64",
        "::1, 0:0:0:0:0:0:0:0/64",
        "unknown, unknown",
        "a:b:zzz, a:b:zzz",
        "[, ''",
        "'', ''"
    })
    void ipv6IsCountedByItsFirst64Bits(String address, String network) {
        assertThat(Network.of(address)).isEqualTo(network);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.0/24",
        "::ffff:192.0.2.7, 192.0.2.0/24",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1::/48",
        "2001:db8:1:2:0:0:0:0/64, 2001:db8:1::/48",
        "[2001:DB8:1:2:ffff::], 2001:db8:1::/48",
        "fe80::1%eth0, fe80:0:0::/48",
        "unknown, ''",
        "192.0.2, ''",
        "192.0.2.7.9, ''",
        "a:b:zzz, ''",
        "'', ''"
    })
    void addressForTheJournalIsShorter(String address, String network) {
        assertThat(Network.shortened(address).orElse("")).isEqualTo(network);
    }

    @Test
    void textThatIsNoAddressIsCut() {
        assertThat(Network.of("x".repeat(10_000))).hasSize(64);
        assertThat(Network.of(":".repeat(10_000))).hasSize(64);
    }
}
