package dev.opendollr.work;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// From where a call comes, as far as anything is counted: one IPv4 address, or the 64 bits with which all IPv6
/// addresses of one subscriber begin. A subscriber may take any address of that network for each call.
///
/// @param address its first address; any other of it may be given
public record CallerNetwork(InetAddress address) {
    /// Of a connection that was closed before anybody looked from where it came.
    public static final CallerNetwork UNKNOWN = new CallerNetwork(InetAddress.ofLiteral("0.0.0.0"));

    private static final int SUBSCRIBER_BYTES = 8;

    /// Reads an IPv4 address that is mapped into IPv6 as what it is.
    public CallerNetwork {
        address = first(address);
    }

    /// Whether it is this machine, whose address many may share: operators, tools, a proxy that is not trusted.
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
