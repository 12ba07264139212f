package dev.opendollr.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private static final TrustedProxies PROXIES = new TrustedProxies(List.of(
            TrustedProxies.Network.parse("127.0.0.1").orElseThrow(),
            TrustedProxies.Network.parse("10.1.0.0/16").orElseThrow(),
            TrustedProxies.Network.parse("2001:db8::/33").orElseThrow()));

    /// Headers are parted by `|`, `X:` stands for X-Forwarded-For and `F:` for Forwarded.
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        192.0.2.9  ; X: 198.51.100.7                                       ; 192.0.2.9
        127.0.0.1  ; ``                                                    ; 127.0.0.1
        127.0.0.1  ; X: 198.51.100.7                                       ; 198.51.100.7
        127.0.0.1  ; X: 203.0.113.1, 198.51.100.7                          ; 198.51.100.7
        127.0.0.1  ; X: 203.0.113.1, 198.51.100.7, 10.1.2.3                ; 198.51.100.7
        127.0.0.1  ; X: 203.0.113.1 | X: 198.51.100.7                      ; 198.51.100.7
        127.0.0.1  ; X: 10.1.0.4, 10.1.2.3                                 ; 10.1.0.4
        127.0.0.1  ; X: 198.51.100.7, unknown                              ; 127.0.0.1
        127.0.0.1  ; X: 198.51.100.7, unknown, 10.1.2.3                    ; 10.1.2.3
        127.0.0.1  ; X: localhost                                          ; 127.0.0.1
        127.0.0.1  ; X: example.com                                        ; 127.0.0.1
        127.0.0.1  ; X: 198.51.100.7:4711                                  ; 198.51.100.7
        127.0.0.1  ; X: [2001:db9::1]:4711                                 ; 2001:db9::1
        127.0.0.1  ; X: 2001:db9::1                                        ; 2001:db9::1
        127.0.0.1  ; X: 2001:db9::1, 2001:db8:7fff::1                      ; 2001:db9::1
        127.0.0.1  ; X: 2001:db9::1, 2001:db8:8000::1                      ; 2001:db8:8000::1
        127.0.0.1  ; X: ,                                                  ; 127.0.0.1
        127.0.0.1  ; F: for=198.51.100.7                                   ; 198.51.100.7
        127.0.0.1  ; F: for=203.0.113.1, for=198.51.100.7[proto=https      ; 198.51.100.7
        127.0.0.1  ; F: proto=https[For="[2001:db9::1]:80"                 ; 2001:db9::1
        127.0.0.1  ; F: for=198.51.100.7, for=_hidden                      ; 127.0.0.1
        127.0.0.1  ; F: by=198.51.100.7                                    ; 127.0.0.1
        127.0.0.1  ; F: for=198.51.100.7 | X: 198.51.100.7                 ; 198.51.100.7
        127.0.0.1  ; F: for=203.0.113.1 | X: 198.51.100.7                  ; 198.51.100.7
        127.0.0.1  ; X: 198.51.100.7 | F: for=203.0.113.1                  ; 198.51.100.7
        127.0.0.1  ; F: for=unknown | X: 198.51.100.7                      ; 198.51.100.7
        127.0.0.1  ; F: for=10.1.2.3 | X: 198.51.100.7, 10.1.2.3           ; 198.51.100.7
        127.0.0.1  ; F: ,,, | X: 203.0.113.1, 198.51.100.7                 ; 198.51.100.7
        127.0.0.1  ; X: ::ffff:198.51.100.7                                ; 198.51.100.7
        """)
    void the_rightmost_address_that_is_no_proxy_of_ours_calls(String peer, String headers, String caller) {
        assertThat(PROXIES.caller(InetAddress.ofLiteral(peer), headers(headers)))
                .isEqualTo(InetAddress.ofLiteral(caller));
    }

    @Test
    void a_list_without_end_is_not_read_to_its_end() {
        var hops = "10.1.0.1, ".repeat(1_000);
        assertThat(PROXIES.caller(InetAddress.ofLiteral("127.0.0.1"), headers("X: 192.0.2.1, " + hops + "10.1.0.2")))
                .isEqualTo(InetAddress.ofLiteral("10.1.0.1"));
    }

    /// The 16th address from the right is the last one that is read.
    @Test
    void sixteen_hops_are_read_and_no_more() {
        var peer = InetAddress.ofLiteral("127.0.0.1");
        var hops = ", 10.1.0.1".repeat(15);
        assertThat(PROXIES.caller(peer, headers("X: 192.0.2.1" + hops))).isEqualTo(InetAddress.ofLiteral("192.0.2.1"));
        assertThat(PROXIES.caller(peer, headers("X: 192.0.2.1, 10.1.0.2" + hops)))
                .isEqualTo(InetAddress.ofLiteral("10.1.0.2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0",
                "localhost",
                "::1/129",
                "10.0.0.0/8/8",
                "1"
            })
    void what_is_no_network_is_none(String text) {
        assertThat(TrustedProxies.Network.parse(text)).isEmpty();
    }

    private static Headers headers(String written) {
        List<Headers.Field> fields = new ArrayList<>();
        Arrays.stream(written.split(" *\\| *")).filter(line -> !line.isEmpty()).forEach(line -> {
            var name = line.startsWith("X:") ? "x-forwarded-for" : "Forwarded";
            fields.add(new Headers.Field(
                    name,
                    line.substring(2).strip().replace('[' + "proto", ";proto").replace("[For", ";For")));
        });
        return new Headers(fields);
    }
}
