package dev.opendollr.base.work;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// The origin of a call for all limits: one IPv4 address, or the first 64 bits of an IPv6 address, which all
/// addresses of one subscriber share. A subscriber may use any address of that network for each call.
///
/// @param address the first address of the network; the constructor accepts any address of it
public record CallerNetwork(InetAddress address) {
    /// The network of a connection that was closed before its address was read.
    public static final CallerNetwork UNKNOWN = new CallerNetwork(InetAddress.ofLiteral("0.0.0.0"));

    private static final int SUBSCRIBER_BYTES = 8;

    /// An IPv4 address that is mapped into IPv6 counts as the IPv4 address.
    public CallerNetwork {
        address = first(address);
    }

    /// Whether it is this machine. Many callers may share its address: operators, tools, a proxy that is not
    /// trusted.
    public boolean isThisMachine() {
        return address.isLoopbackAddress();
    }

    private static InetAddress first(InetAddress address) {
        if (address instanceof Inet4Address || address.isLoopbackAddress()) {
            return address;
        }
        var bytes = address.getAddress();
        var plain = of(bytes);
        if (plain instanceof Inet4Address) {
            return plain;
        }
        Arrays.fill(bytes, SUBSCRIBER_BYTES, bytes.length, (byte) 0);
        return of(bytes);
    }

    private static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
