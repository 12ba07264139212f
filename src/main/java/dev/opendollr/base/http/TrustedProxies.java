package dev.opendollr.base.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The proxies in front of this server that are trusted to name the address of their caller.
///
/// Each proxy adds the address that it saw to the right end of the list. Everything to the left of an address
/// that is not a trusted proxy was written by that caller, and is ignored.
public record TrustedProxies(List<Network> networks) {
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final String COMMON = "X-Forwarded-For";
    private static final String STANDARD = "Forwarded";
    private static final Pattern FORWARDED_FOR =
            Pattern.compile("(?:^|;)\\s*for\\s*=\\s*(\"[^\"]*\"|[^;\\s]*)", Pattern.CASE_INSENSITIVE);
    /// An IPv4 address has all four numbers; an IPv6 address has a colon.
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F.:]*");
    /// More hops than a sensible set-up has. The rest of a longer list is ignored.
    private static final int HOPS_MAX = 16;

    /// Addresses that begin with the same bits.
    public record Network(InetAddress address, int bits) {
        /// Written as `10.0.0.0/8`, `2001:db8::/32`, or an address alone; empty when it is none of them.
        public static Optional<Network> parse(String text) {
            int slash = text.indexOf('/');
            var address = literal(slash < 0 ? text : text.substring(0, slash));
            if (address.isEmpty()) {
                return Optional.empty();
            }
            int length = address.get().getAddress().length * Byte.SIZE;
            if (slash < 0) {
                return Optional.of(new Network(address.get(), length));
            }
            var bits = text.substring(slash + 1);
            return bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= length
                    ? Optional.of(new Network(address.get(), Integer.parseInt(bits)))
                    : Optional.empty();
        }

        boolean contains(InetAddress other) {
            var ours = address.getAddress();
            var theirs = other.getAddress();
            if (ours.length != theirs.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % Byte.SIZE);
                if ((ours[bit / Byte.SIZE] & mask) != (theirs[bit / Byte.SIZE] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    boolean contains(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /// The address of the caller: `peer`, or the address that a trusted peer names. A proxy writes one of the
    /// two headers. If both are present, only `X-Forwarded-For` is read, which nearly all proxies write: a
    /// caller cannot change the result by adding the other one.
    InetAddress caller(InetAddress peer, Headers headers) {
        if (!contains(peer)) {
            return peer;
        }
        return lastUntrusted(peer, headers.contains(COMMON) ? hops(headers, COMMON) : forwardedHops(headers));
    }

    private InetAddress lastUntrusted(InetAddress peer, List<String> hops) {
        var caller = peer;
        for (int hop = hops.size() - 1; hop >= Math.max(0, hops.size() - HOPS_MAX); hop--) {
            var address = address(hops.get(hop));
            if (address.isEmpty()) {
                return caller;
            }
            caller = address.get();
            if (!contains(caller)) {
                return caller;
            }
        }
        return caller;
    }

    private static List<String> hops(Headers headers, String name) {
        List<String> hops = new ArrayList<>();
        for (var line : headers.all(name)) {
            hops.addAll(List.of(line.split(",", -1)));
        }
        return hops;
    }

    private static List<String> forwardedHops(Headers headers) {
        return hops(headers, STANDARD).stream()
                .map(hop -> {
                    var found = FORWARDED_FOR.matcher(hop);
                    return found.find() ? found.group(1).replace("\"", "") : "";
                })
                .toList();
    }

    /// `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]:80`.
    private static Optional<InetAddress> address(String hop) {
        var text = hop.strip();
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 ? Optional.empty() : literal(text.substring(1, end));
        }
        boolean withPort = text.indexOf(':') == text.lastIndexOf(':') && text.indexOf(':') >= 0;
        return literal(withPort ? text.substring(0, text.indexOf(':')) : text);
    }

    /// Never asks a name server.
    private static Optional<InetAddress> literal(String text) {
        try {
            return ADDRESS.matcher(text).matches() ? Optional.of(InetAddress.ofLiteral(text)) : Optional.empty();
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
