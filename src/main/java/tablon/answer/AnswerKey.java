package tablon.answer;

import jakarta.servlet.ServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tablon.route.Shared;

/**
 * Everything that a shared answer depends on besides the board and the time, as Jersey negotiated it.
 *
 * @param base the base URI of links in the answer
 * @param parameters the values of the query parameters that {@link Shared} names, in the same order
 * @param language the negotiated language; null if the answer has none
 * @param type the negotiated media type
 */
public record AnswerKey(
        URI base,
        String path,
        List<List<String>> parameters,
        @Nullable String language,
        String type) {
    private static final String ATTRIBUTE = "tablon.answer-key";

    /** The key that {@link Recorder} recorded for {@code request}; null if the answer must not be shared. */
    static @Nullable AnswerKey of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof AnswerKey key ? key : null;
    }

    /** The approximate size in bytes. */
    int weight() {
        int characters = base.toString().length() + path.length();
        for (var values : parameters) {
            characters += values.stream().mapToInt(String::length).sum();
        }
        return 256 + 2 * characters;
    }

    /** Stores the key of the answer in the request, if the resource method is {@link Shared}. */
    public static final class Recorder implements ContainerResponseFilter {

        @Context
        private ResourceInfo resource;

        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            var method = resource.getResourceMethod();
            var shared = method == null ? null : method.getAnnotation(Shared.class);
            if (shared != null && response.getMediaType() != null) {
                request.setProperty(ATTRIBUTE, key(shared, request.getUriInfo(), response));
            }
        }

        private static AnswerKey key(Shared shared, UriInfo address, ContainerResponseContext response) {
            var parameters = address.getQueryParameters();
            return new AnswerKey(
                    address.getBaseUri(),
                    address.getPath(),
                    Arrays.stream(shared.value())
                            .map(name -> List.copyOf(parameters.getOrDefault(name, List.of())))
                            .toList(),
                    response.getHeaderString(HttpHeaders.CONTENT_LANGUAGE),
                    response.getMediaType().toString());
        }
    }
}
