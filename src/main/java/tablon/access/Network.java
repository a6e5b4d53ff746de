package tablon.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses of clients, as the container gives them, without the part that tells one machine from its neighbours. */
public final class Network {
    /** One household or office usually has all addresses with the same 64 first bits. */
    private static final int IPV6_PREFIX_BYTES = 8;

    private static final int MAX_LENGTH = 64;
    private static final Pattern IPV4 = Pattern.compile("(?<network>(?:\\d{1,3}\\.){3})\\d{1,3}");

    private Network() {}

    /**
     * The unit in which clients are counted: an IPv4 address as it is, an IPv6 address without its last 64 bits, anything else
     * (a proxy may send any text) cut to a bounded length.
     */
    public static String of(String address) {
        var literal = withoutBracketsAndZone(address);
        return parsed(literal)
                .map(parsed -> parsed instanceof Inet6Address ? prefix(parsed) : parsed.getHostAddress())
                .orElseGet(() -> literal.substring(0, Math.min(literal.length(), MAX_LENGTH)));
    }

    /**
     * The network that is recorded for good: the first 24 bits of an IPv4 address, the first 48 of an IPv6 address. They tell
     * the campus from the rest of the world, but not one person from another. Empty for anything else.
     *
     * @param address of a client, or the result of {@link #of}
     */
    public static Optional<String> shortened(String address) {
        var literal = withoutBracketsAndZone(address);
        var known = parsed(literal);
        if (known.isPresent() && known.get() instanceof Inet6Address) {
            var bytes = known.get().getAddress();
            return Optional.of("%x:%x:%x::/48".formatted(group(bytes, 0), group(bytes, 2), group(bytes, 4)));
        }
        return Optional.of(IPV4.matcher(known.map(InetAddress::getHostAddress).orElse(literal)))
                .filter(ipv4 -> ipv4.matches())
                .map(ipv4 -> ipv4.group("network") + "0/24");
    }

    /** The address in a literal with a colon: an IPv6 address, or one of IPv4 in the form of IPv6. */
    private static Optional<InetAddress> parsed(String literal) {
        if (literal.indexOf(':') < 0 || literal.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            // never asks a name server: a host name has no colon
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    private static String withoutBracketsAndZone(String address) {
        int start = address.startsWith("[") ? 1 : 0;
        int end = address.length();
        for (char delimiter : new char[] {'%', ']', '/'}) {
            int found = address.indexOf(delimiter);
            end = found < 0 ? end : Math.min(end, found);
        }
        return address.substring(start, Math.max(start, end));
    }

    private static String prefix(InetAddress address) {
        var bytes = address.getAddress();
        Arrays.fill(bytes, IPV6_PREFIX_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private static int group(byte[] address, int first) {
        return Byte.toUnsignedInt(address[first]) << Byte.SIZE | Byte.toUnsignedInt(address[first + 1]);
    }
}
