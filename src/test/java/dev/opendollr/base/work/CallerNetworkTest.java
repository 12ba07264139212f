package dev.opendollr.base.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerNetworkTest {
    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(textBlock = """
        198.51.100.7,           198.51.100.7,                            true
        198.51.100.7,           198.51.100.8,                            false
        2001:db8:1:2::1,        2001:db8:1:2:ffff:ffff:ffff:ffff,        true
        2001:db8:1:2::1,        2001:db8:1:3::1,                         false
        2001:db8:1:2::1,        2001:db8:1:2::,                          true
        ::ffff:198.51.100.7,    198.51.100.7,                            true
        ::ffff:198.51.100.7,    ::ffff:198.51.100.8,                     false
        ::1,                    ::2,                                     false
        ::1,                    127.0.0.1,                               false
        """)
    void is_one_ipv4_address_or_one_subscriber_of_ipv6(String one, String other, boolean same) {
        assertThat(network(one).equals(network(other))).isEqualTo(same);
        assertThat(network(one).hashCode() == network(other).hashCode()).isEqualTo(same);
    }

    /// Sockets may hand over such an address as one of IPv6.
    @Test
    void a_mapped_address_is_the_ipv4_address_however_it_came() throws UnknownHostException {
        var bytes = HexFormat.of().parseHex("00000000000000000000ffffc6336407");
        assertThat(new CallerNetwork(InetAddress.getByAddress("name", bytes))).isEqualTo(network("198.51.100.7"));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, true", "127.9.9.9, true", "::1, true", "::2, false", "192.0.2.1, false"})
    void knows_this_machine(String address, boolean same) {
        assertThat(network(address).isThisMachine()).isEqualTo(same);
        assertThat(CallerNetwork.UNKNOWN.isThisMachine()).isFalse();
    }

    private static CallerNetwork network(String address) {
        return new CallerNetwork(InetAddress.ofLiteral(address));
    }
}
