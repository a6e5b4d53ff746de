package tablon.wiring;

import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.core.Context;
import java.util.Map;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/** The JAX-RS application: the board's resources and providers, without Jersey's auto-discovery. */
public final class Routes extends ResourceConfig {
    private static final int BUFFER_BYTES = 65_536;

    /** Called by Jersey. */
    public Routes(@Context ServletContext context) {
        var board = (Board) context.getAttribute(Board.class.getName());
        registerInstances(board.resources().toArray());
        register(JacksonJsonProvider.class);
        addProperties(Map.of(
                CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true,
                CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true,
                // bodies of XML, images and mail
                CommonProperties.PROVIDER_DEFAULT_DISABLE, "ALL",
                ServerProperties.WADL_FEATURE_DISABLE, true,
                ServerProperties.BV_FEATURE_DISABLE, true,
                ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true,
                // Jersey sets Content-Length for a body of at most this size
                CommonProperties.OUTBOUND_CONTENT_LENGTH_BUFFER, BUFFER_BYTES));
    }
}
