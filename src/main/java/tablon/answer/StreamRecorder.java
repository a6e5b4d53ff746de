package tablon.answer;

import jakarta.servlet.ServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;
import tablon.route.Stream;

/** Takes the {@link Stream} that a resource method returns past Jersey and the buffer, to {@link RepresentationFilter}. */
public final class StreamRecorder implements ContainerResponseFilter {
    private static final String ATTRIBUTE = "tablon.stream";
    private static final byte[] NO_BODY = {};

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Stream stream) {
            request.setProperty(ATTRIBUTE, stream);
            response.setEntity(NO_BODY, new Annotation[0], response.getMediaType());
        }
    }

    /** The body of the answer to {@code request}; null if it was buffered, as most are. */
    static @Nullable Stream of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Stream stream ? stream : null;
    }
}
