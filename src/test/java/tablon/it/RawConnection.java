package tablon.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A TCP connection for requests that an HTTP client would not send: malformed, slow or unread. */
final class RawConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLISECONDS = 60_000;

    private final Socket socket;

    RawConnection(URI address) {
        this(connect(address));
    }

    private RawConnection(Socket socket) {
        this.socket = socket;
        try {
            socket.setSoTimeout(TIMEOUT_MILLISECONDS);
            socket.setTcpNoDelay(true);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** A connection whose client receives at most about {@code receiveBuffer} bytes before it reads. */
    static RawConnection withReceiveBuffer(URI address, int receiveBuffer) {
        try {
            var socket = new Socket();
            socket.setReceiveBufferSize(receiveBuffer);
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
            return new RawConnection(socket);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Sends {@code request} and returns everything that is received until the server closes the connection. */
    static String exchange(URI address, String request) {
        try (var connection = new RawConnection(address)) {
            return connection.send(request).answer();
        }
    }

    RawConnection send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Whether a part of a response has arrived. */
    boolean isAnswered() {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The part of the response that has arrived; waits for the first byte. */
    String answerSoFar() {
        try {
            var buffer = new byte[8192];
            int count = socket.getInputStream().read(buffer);
            return new String(buffer, 0, Math.max(count, 0), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Everything that is received until the server closes the connection. */
    String answer() {
        var answer = new StringBuilder();
        try {
            var in = socket.getInputStream();
            var buffer = new byte[8192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                answer.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
            }
        } catch (SocketException reset) {
            // the server closed the connection while we were sending: return what was received before
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
