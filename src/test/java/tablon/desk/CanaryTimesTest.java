package tablon.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tablon.access.Role;
import tablon.testing.BoardTest;

/** The clocks of the Canary Islands change at the same moment, an hour earlier by the clock. */
class CanaryTimesTest extends BoardTest {
    @Override
    protected Map<String, String> settings() {
        return Map.of("CAMPUSES", "UGR=Universidad de Granada", "BOARD_ZONE", "Atlantic/Canary");
    }

    @Test
    void timesAreThoseOfTheZone() {
        var ana = signedIn("ana", Role.EDITOR, "UGR");
        var page = ana.get("/noticias/nueva");

        var skipped = send(ana, page, "caduca", "2026-03-29T01:30");
        var exists = send(ana, page, "caduca", "2026-03-29T02:30", "accion", "previsualizar");
        var repeated = send(ana, page, "caduca", "2026-10-25T01:30");

        assertThat(skipped.text()).contains("00:59 y 02:00");
        assertThat(exists.status()).isEqualTo(200);
        assertThat(repeated.status()).isEqualTo(303);
        assertThat(reader().get("/api/news").json().path(0).path("caduca").asText())
                .isEqualTo("2026-10-25T00:30:00.000Z");
    }

    private static tablon.testing.Exchange send(
            tablon.testing.Client client, tablon.testing.Exchange page, String... changes) {
        var fields = new java.util.ArrayList<>(java.util.List.of("titulo", "Aviso", "descripcion", "Texto."));
        fields.addAll(java.util.List.of(changes));
        return Forms.send(client, page, "/noticias/nueva", fields.toArray(String[]::new));
    }
}
