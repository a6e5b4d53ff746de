package tablon.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tablon.testing.BoardTest;
import tablon.testing.TestDatabase;

class HealthTest extends BoardTest {

    @Test
    void readinessTellsAboutTheDatabase() {
        var ready = reader().get("/health/ready");

        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.json().at("/checks/database/kind").asText())
                .isEqualTo(TestDatabase.isPostgresql() ? "postgresql" : "sqlite");
        assertThat(ready.json().at("/checks/database/persistence").asText()).isEqualTo("durable");
        assertThat(reader().get("/health/live").status()).isEqualTo(200);
    }

    @Test
    void requestDurationIsAHistogramOfElevenBuckets() {
        reader().get("/api/campuses");

        var metrics = administrator().get("/metrics").text();

        assertThat(metrics.lines()
                        .filter(line -> line.startsWith("http_server_requests_seconds_bucket")
                                && line.contains("route=\"/api/campuses\"")))
                .hasSize(12)
                .anyMatch(line -> line.contains("le=\"0.005\""))
                .anyMatch(line -> line.contains("le=\"10.0\""))
                .anyMatch(line -> line.endsWith("le=\"+Inf\"} 1"));
    }

    @Test
    void metricsNameTheBuildAndMeasureGarbageCollection() {
        var metrics = administrator().get("/metrics").text();

        assertThat(metrics)
                .containsPattern("\ntablon_build_info\\{revision=\"\\S+\",version=\"\\d+\\.\\d+\\.\\d+\\S*\"} 1\n")
                .contains("jvm_gc_memory_allocated_bytes_total");
    }

    @Test
    void metricsCountRequestsByRouteAndStatus() {
        reader().get("/api/news/1");
        reader().get("/nothing/here");

        var metrics = administrator().get("/metrics");

        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.text())
                .contains(
                        "http_server_requests_seconds_count{method=\"GET\",route=\"/api/news/{id}\",status=\"404\"} 1")
                .contains("hikaricp_connections", "jvm_memory_used_bytes")
                .doesNotContain("nothing");
    }
}
