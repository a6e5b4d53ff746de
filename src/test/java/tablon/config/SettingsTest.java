package tablon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tablon.storage.Database;
import tablon.storage.StorageUnavailable;

class SettingsTest {

    @Test
    void allSettingsHaveDefaults() {
        var settings = Settings.of(name -> null);

        assertThat(settings.port()).isEqualTo(5000);
        assertThat(settings.host()).isEqualTo("0.0.0.0");
        assertThat(settings.database()).isEqualTo(new DatabaseAddress.Sqlite(Path.of("./data/tablon.db")));
        assertThat(settings.boardLocale().getLanguage()).isEqualTo("es");
        assertThat(settings.trustProxy()).isFalse();
        assertThat(settings.adminToken()).isEmpty();
        assertThat(settings.ephemeral()).isFalse();
    }

    @Test
    void portIs5000ForDefaultAndForBlank() {
        assertThat(of("PORT", "DEFAULT").port()).isEqualTo(5000);
        assertThat(of("PORT", " ").port()).isEqualTo(5000);
        assertThat(of("PORT", "8080").port()).isEqualTo(8080);
    }

    @Test
    void campusesKeepTheirOrderAndNames() {
        assertThat(of("CAMPUSES", "n\u0303=Eñe").campuses()).containsOnlyKeys("ñ");
        assertThat(of("CAMPUSES", "UGR=Universidad de Granada, MED = Medicina,").campuses())
                .containsExactly(Map.entry("UGR", "Universidad de Granada"), Map.entry("MED", "Medicina"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PORT|80a",
                "PORT|65536",
                "PORT|-1",
                "BOARD_LOCALE|fr",
                "CAMPUSES|UGR",
                "CAMPUSES|a b=c",
                "PUBLIC_URL|tablon.es",
                "PUBLIC_URL|ftp://x",
                "PUBLIC_URL|https://x/?a=b",
                "TRUST_PROXY|maybe",
                "LOG_FORMAT|xml",
                "DEMO|2",
                "CACHE_BYTES|-1"
            })
    void invalidValueIsReportedWithNameValueAndWhatIsAccepted(String name, String value) {
        assertThatThrownBy(() -> of(name, value))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining(name + "=" + value)
                .hasMessageContaining("must be");
    }

    @Test
    void allInvalidValuesAreReportedOnOneLine() {
        var settings = Map.of("PORT", "x\ny", "DEMO", "perhaps", "LOG_FORMAT", "xml");

        assertThatThrownBy(() -> Settings.of(settings::get))
                .message()
                .contains("PORT", "DEMO", "LOG_FORMAT")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "nineteen-characters", "with a space in the middle"})
    void invalidTokenIsReportedWithoutItsValue(String token) {
        assertThatThrownBy(() -> of("ADMIN_TOKEN", token))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("ADMIN_TOKEN")
                .message()
                .doesNotContain(token);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "postgres://u:p@db.example:6432/board?sslmode=require | jdbc:postgresql://db.example:6432/board?sslmode=require | u | p",
                "postgresql://u:p%40ss%2Fw%25+x@my_db/board            | jdbc:postgresql://my_db/board                          | u | p@ss/w%+x",
                "postgres://db/board                                  | jdbc:postgresql://db/board                             | - | -",
                "postgres://me@[::1]:5433                             | jdbc:postgresql://[::1]:5433/me                        | me | -",
                "jdbc:postgresql://db/board?user=u&password=p%26+q    | jdbc:postgresql://db/board?user=u                      | - | p& q",
                "jdbc:postgresql://u:p%40ss@db:6432/board?ssl=true    | jdbc:postgresql://db:6432/board?ssl=true               | u | p@ss",
                "jdbc:postgresql://u@db/board                         | jdbc:postgresql://db/board                             | u | -",
                "jdbc:postgresql://a:1,b:2/board?x=1&                 | jdbc:postgresql://a:1,b:2/board?x=1                    | - | -",
                "jdbc:postgresql:board                                | jdbc:postgresql:board                                  | - | -",
                "postgres://u@db/board?password=p                     | jdbc:postgresql://db/board                             | u | p",
            })
    void allFormsOfDatabaseUrlsAreParsed(String url, String jdbc, String user, String password) {
        var address = (DatabaseAddress.Postgresql) of("DATABASE_URL", url).database();

        assertThat(address.jdbcUrl()).isEqualTo(jdbc);
        assertThat(address.user()).isEqualTo(Optional.ofNullable(user));
        assertThat(address.password()).isEqualTo(Optional.ofNullable(password));
        assertThat(address.toString()).doesNotContain("p@ss", "p%40ss", "password=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:secret@h/d",
                "postgres://",
                "postgres://u:secret@h:x/d",
                "postgres://u:secre%t@h/d",
                "postgres://h:99999/d?password=secret",
                "jdbc:postgresql://u:secret@h1:1,h2/d",
                "jdbc:postgresql://u:secret/@h/d",
                "jdbc:postgresql://u:1?secret@h/d",
                "jdbc:postgresql:u:secret@h/d",
                "jdbc:postgresql://h:99999/d?password=secret",
                "jdbc:postgresql://h:secret/d",
                "jdbc:postgresql://h/d/e?password=secret",
                "jdbc:postgresql://h/d?password=secre%t",
                "jdbc:mysql://u:secret@h/d",
                "tablon"
            })
    void invalidDatabaseUrlIsReportedWithoutItsValue(String url) {
        assertThatThrownBy(() -> of("DATABASE_URL", url))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("DATABASE_URL")
                .message()
                .doesNotContain("secre");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://tablon:secret@127.0.0.1:1/board",
                "jdbc:postgresql://127.0.0.1:1/board?user=tablon&password=secret",
                "jdbc:postgresql://127.0.0.1:1/board?password=secret&sslmode=none",
                "jdbc:postgresql://127.0.0.1:1/board?password=secret&service=none",
                "postgres://tablon@127.0.0.1:1/board?password=secret&sslmode=none"
            })
    void connectionFailureDoesNotShowThePassword(String url) {
        var address = of("DATABASE_URL", url).database();

        assertThatThrownBy(() -> Database.open(address, new SimpleMeterRegistry()))
                .isInstanceOf(StorageUnavailable.class)
                .message()
                .contains("127.0.0.1:1/board")
                .doesNotContain("secret");
    }

    @Test
    void zoneIsMadridUnlessAnotherIsSet() {
        assertThat(of("BOARD_ZONE", "").boardZone()).isEqualTo(ZoneId.of("Europe/Madrid"));
        assertThat(of("BOARD_ZONE", "Atlantic/Canary").boardZone()).isEqualTo(ZoneId.of("Atlantic/Canary"));
    }

    @Test
    void contactIsAnEmailAddressOrAWebAddress() {
        assertThat(of("CONTACT", "tablon@ugr.es").contact()).contains(URI.create("mailto:tablon@ugr.es"));
        assertThat(of("CONTACT", "https://ugr.es/ayuda").contact()).contains(URI.create("https://ugr.es/ayuda"));
    }

    @ParameterizedTest
    @CsvSource({
        "BOARD_ZONE, Granada",
        "LEGAL_URL, aviso-legal",
        "ACCESSIBILITY_URL, javascript:alert(1)",
        "CONTACT, tablon",
        "CONTACT, http://ugr.es/"
    })
    void invalidAddressOrZoneIsReported(String name, String value) {
        assertThatThrownBy(() -> of(name, value))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining(name + "=" + value);
    }

    @Test
    void dynoUsesTemporaryFolderIfDataFolderIsNotWritable(@TempDir Path folder) throws IOException {
        var temporary = Path.of(System.getProperty("java.io.tmpdir"), "tablon");
        // a folder cannot be created in a file, not even by root
        var unwritable = Files.createFile(folder.resolve("file")).resolve("data");

        var onDyno = Settings.of(Map.of("DYNO", "web.1", "DATA_DIR", unwritable.toString())::get);
        var elsewhere = of("DATA_DIR", unwritable.toString());

        assertThat(onDyno.dataDir()).isEqualTo(temporary);
        assertThat(elsewhere.dataDir()).isEqualTo(unwritable);
    }

    @Test
    void dynoWithoutDatabaseUrlIsEphemeral() {
        assertThat(of("DYNO", "web.1").ephemeral()).isTrue();
        assertThat(Settings.of(Map.of("DYNO", "web.1", "DATABASE_URL", "postgres://h/d")::get)
                        .ephemeral())
                .isFalse();
    }

    private static Settings of(String name, String value) {
        return Settings.of(Map.of(name, value)::get);
    }
}
