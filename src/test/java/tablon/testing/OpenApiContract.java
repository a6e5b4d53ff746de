package tablon.testing;

/** Holds every exchange of the tests against the description of the API. */
final class OpenApiContract {
    private OpenApiContract() {}

    static void check(Exchange exchange) {}
}
