package tablon.throttle;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The unit in which clients are counted. */
final class Network {
    /** One household or office usually has all addresses with the same 64 first bits. */
    private static final int IPV6_PREFIX_BYTES = 8;

    private static final int MAX_LENGTH = 64;

    private Network() {}

    /**
     * The network of a client's address as the container gives it: an IPv4 address as it is, an IPv6 address without its
     * last 64 bits, anything else (a proxy may send any text) cut to a bounded length.
     */
    static String of(String address) {
        var literal = withoutBracketsAndZone(address);
        if (literal.indexOf(':') < 0 || literal.length() > MAX_LENGTH) {
            return cut(literal);
        }
        try {
            // never asks a name server: a host name has no colon
            var parsed = InetAddress.getByName(literal);
            return parsed instanceof Inet6Address ? prefix(parsed) : parsed.getHostAddress();
        } catch (UnknownHostException malformed) {
            return cut(literal);
        }
    }

    private static String withoutBracketsAndZone(String address) {
        int start = address.startsWith("[") ? 1 : 0;
        int end = address.length();
        for (char delimiter : new char[] {'%', ']'}) {
            int found = address.indexOf(delimiter);
            end = found < 0 ? end : Math.min(end, found);
        }
        return address.substring(start, Math.max(start, end));
    }

    private static String prefix(InetAddress address) throws UnknownHostException {
        var bytes = address.getAddress();
        Arrays.fill(bytes, IPV6_PREFIX_BYTES, bytes.length, (byte) 0);
        return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), MAX_LENGTH));
    }
}
