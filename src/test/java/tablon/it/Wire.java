package tablon.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection on which a test writes what an HTTP client would not send, or not in this way. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLISECONDS = 60_000;

    private final Socket socket;

    Wire(URI address) {
        this(connect(address));
    }

    private Wire(Socket socket) {
        this.socket = socket;
        try {
            socket.setSoTimeout(PATIENCE_MILLISECONDS);
            socket.setTcpNoDelay(true);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** As {@link #Wire(URI)}, by a client that takes so few bytes before it reads. */
    static Wire narrow(URI address, int receiveBuffer) {
        try {
            var socket = new Socket();
            socket.setReceiveBufferSize(receiveBuffer);
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
            return new Wire(socket);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** What is answered to {@code request} until the connection is closed. */
    static String exchange(URI address, String request) {
        try (var wire = new Wire(address)) {
            return wire.send(request).answer();
        }
    }

    Wire send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Whether something was answered so far. */
    boolean isAnswered() {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What was answered so far, at least one byte. */
    String answerSoFar() {
        try {
            var buffer = new byte[8192];
            int count = socket.getInputStream().read(buffer);
            return new String(buffer, 0, Math.max(count, 0), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What is answered until the other side closes the connection. */
    String answer() {
        var answer = new StringBuilder();
        try {
            var in = socket.getInputStream();
            var buffer = new byte[8192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                answer.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
            }
        } catch (SocketException reset) {
            // closed while we were still sending: what came before it counts
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return answer.toString();
    }

    private static Socket connect(URI address) {
        try {
            return new Socket(address.getHost(), address.getPort());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
