package tablon.health;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import tablon.access.Needs;
import tablon.access.Permission;

/** Metrics in the Prometheus text format, for the administrator. */
@Path("metrics")
public final class MetricsResource {
    private final PrometheusMeterRegistry metrics;

    public MetricsResource(PrometheusMeterRegistry metrics) {
        this.metrics = metrics;
    }

    @GET
    @Produces("text/plain; version=0.0.4; charset=utf-8")
    @Needs(Permission.READ_METRICS)
    public String scrape() {
        return metrics.scrape();
    }
}
