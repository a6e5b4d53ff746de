package tablon.password;

import java.util.Optional;

public final class Passwords implements AutoCloseable {
    public String hash(String p) {
        return "x" + p;
    }

    public Verification verify(Optional<String> h, String p) {
        return new Verification(h.isPresent() && h.get().equals("x" + p), false);
    }

    public void close() {}

    public record Verification(boolean matches, boolean outdated) {}
}
