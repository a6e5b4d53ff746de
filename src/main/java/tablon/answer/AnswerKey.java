package tablon.answer;

import jakarta.servlet.ServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tablon.route.Shared;

/**
 * The inputs of a shared answer besides the board and the time, as the resources decided them.
 *
 * @param base where our addresses begin, for the reader
 * @param parameters the values of the query parameters that {@link Shared} names, in its order
 * @param language the one that was negotiated; null where the answer has none
 * @param type the media type that was negotiated
 */
public record AnswerKey(
        URI base,
        String path,
        List<List<String>> parameters,
        @Nullable String language,
        String type) {
    private static final String ATTRIBUTE = "tablon.answer-key";

    /** The key of the answer that was just made; null where it is not shared. */
    static @Nullable AnswerKey of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof AnswerKey key ? key : null;
    }

    /** About how many bytes it takes. */
    int weight() {
        int characters = base.toString().length() + path.length();
        for (var values : parameters) {
            characters += values.stream().mapToInt(String::length).sum();
        }
        return 256 + 2 * characters;
    }

    /** Notes the key of each answer whose method is {@link Shared}. */
    public static final class Noted implements ContainerResponseFilter {

        @Context
        private ResourceInfo matched;

        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            var method = matched.getResourceMethod();
            var shared = method == null ? null : method.getAnnotation(Shared.class);
            if (shared != null && response.getMediaType() != null) {
                var address = request.getUriInfo();
                var sent = address.getQueryParameters();
                request.setProperty(
                        ATTRIBUTE,
                        new AnswerKey(
                                address.getBaseUri(),
                                address.getPath(),
                                Arrays.stream(shared.value())
                                        .map(name -> List.copyOf(sent.getOrDefault(name, List.of())))
                                        .toList(),
                                response.getHeaderString(HttpHeaders.CONTENT_LANGUAGE),
                                response.getMediaType().toString()));
            }
        }
    }
}
