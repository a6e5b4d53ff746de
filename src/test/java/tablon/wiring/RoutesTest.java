package tablon.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.HttpMethod;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tablon.access.Needs;
import tablon.config.Settings;
import tablon.route.Shared;

class RoutesTest {
    @TempDir
    private Path folder;

    @Test
    void everyResourceMethodHasOneAccessAnnotation() {
        assertThat(methods()).isNotEmpty().allSatisfy(method -> assertThat(
                        Stream.of(PermitAll.class, Needs.class).filter(method::isAnnotationPresent))
                .as("annotations of %s", method)
                .hasSize(1));
    }

    @Test
    void sharedMethodsAreOpenToEverybody() {
        assertThat(methods())
                .filteredOn(method -> method.isAnnotationPresent(Shared.class))
                .isNotEmpty()
                .allSatisfy(method -> assertThat(method.isAnnotationPresent(PermitAll.class))
                        .as("%s is open", method)
                        .isTrue());
    }

    private List<Method> methods() {
        var settings = Settings.of(Map.of("DATA_DIR", folder.toString(), "ADMIN_TOKEN", "x".repeat(20))::get);
        try (var board = Board.open(settings, Clock.systemUTC())) {
            return board.resources().stream()
                    .flatMap(instance -> Arrays.stream(instance.getClass().getMethods()))
                    .filter(RoutesTest::isResourceMethod)
                    .toList();
        }
    }

    private static boolean isResourceMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }
}
