package tablon.http;

import jakarta.servlet.ServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import org.glassfish.jersey.server.ExtendedUriInfo;

/** Tells the log and the metrics which route a request took: the template of its address, not the address. */
final class RouteOfRequest implements ContainerResponseFilter {
    private static final String ATTRIBUTE = "tablon.route";
    private static final String NONE = "-";

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

    static String of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String route ? route : NONE;
    }
}
