package dev.opendollr.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.BareServer;
import dev.opendollr.testing.RawConnection;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A form is carried out only if it comes from a page of this service, as far as browsers tell.
class SameOriginTest {
    private static final Duration IDLE_MAX = Duration.ofSeconds(10);

    private static final Server SERVER = Server.start(
            BareServer.listening(IDLE_MAX),
            BareServer.serving(rules -> rules.post("/form", (request, response) -> {
                SameOrigin.check(request, "https://Pay.example.com/shop");
                response.send(new byte[0]);
            })));

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Origin: null",
                "Origin: https://pay.example.com",
                "Origin: https://pay.example.com:443",
                "Origin: http://here.example:8080",
                "Origin: https://HERE.example:8080",
                "Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: none",
                "Origin: null\r\nSec-Fetch-Site: same-origin",
                "Origin: https://pay.example.com\r\nSec-Fetch-Site: same-origin"
            })
    void a_form_of_ours_is_carried_out(String headers) {
        assertThat(status(headers)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: http://pay.example.com",
                "Origin: https://pay.example.com:8443",
                "Origin: https://pay.example.com.evil.example",
                "Origin: https://evil.example/https://pay.example.com",
                "Origin: https://pay.example.com@evil.example",
                "Origin: http://here.example",
                "Origin: pay.example.com",
                "Origin: ftp://pay.example.com",
                "Origin: ",
                "Origin: NULL",
                "Origin: null\r\nOrigin: https://evil.example",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: Cross-Site",
                "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site",
                "Origin: null\r\nSec-Fetch-Site: cross-site",
                "Origin: https://pay.example.com\r\nSec-Fetch-Site: cross-site",
                "Origin: https://evil.example\r\nSec-Fetch-Site: same-origin"
            })
    void a_form_of_another_site_is_refused(String headers) {
        assertThat(status(headers)).isEqualTo(403);
    }

    private int status(String headers) {
        var lines = headers.isEmpty() ? "" : headers + "\r\n";
        try (var connection = RawConnection.open("http://127.0.0.1:" + SERVER.port())) {
            connection.send("POST /form HTTP/1.1\r\nHost: here.example:8080\r\nContent-Length: 0\r\n" + lines + "\r\n");
            return connection.reply(false).orElseThrow().status();
        }
    }
}
