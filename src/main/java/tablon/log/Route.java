package tablon.log;

import jakarta.servlet.ServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import org.glassfish.jersey.server.ExtendedUriInfo;

/** Notes the route of a request for the log and the metrics: the path template, not the path. */
public final class Route implements ContainerResponseFilter {
    /** The route of an answer that no resource made. */
    static final String NONE = "-";

    private static final String ATTRIBUTE = "tablon.route";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getUriInfo() instanceof ExtendedUriInfo address) {
            var route = new StringBuilder();
            // the innermost template comes first
            address.getMatchedTemplates().forEach(template -> route.insert(0, template.getTemplate()));
            request.setProperty(
                    ATTRIBUTE, route.isEmpty() ? NONE : route.toString().replaceAll("/+", "/"));
        }
    }

    public static String of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String route ? route : NONE;
    }
}
