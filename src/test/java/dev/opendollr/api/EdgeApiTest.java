package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.opendollr.api.EdgeRows.Row;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.RawConnection;
import dev.opendollr.testing.TestServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What goes over the wire byte for byte, and what comes back. Each row of [EdgeRows] is one connection; many hide a
/// second request in what the first one was refused with: a cancel that must never be carried out.
class EdgeApiTest {
    private static final int ROWS_MIN = 120;
    private static final String NEXT = "GET /health/live HTTP/1.1\r\nHost: a\r\nX-Request-Id: next\r\n\r\n";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Client shop = new Client("", Map.of());
    private static long order;

    @BeforeAll
    static void make_an_order_that_nobody_may_cancel() {
        shop = SERVER.newMerchant();
        order = Orders.createActive(shop);
    }

    @Test
    void there_are_enough_rows() {
        assertThat(EdgeRows.all()).hasSizeGreaterThan(ROWS_MIN);
    }

    @TestFactory
    Stream<DynamicTest> every_row_is_answered_as_it_should_be() {
        return EdgeRows.all().stream().map(row -> dynamicTest(row.name(), () -> play(row)));
    }

    private static void play(Row row) {
        try (var connection = RawConnection.open(SERVER.url())) {
            connection.send(row.request(
                    shop.header("Authorization"),
                    order,
                    URI.create(SERVER.url()).getPort()));
            var reply = connection.reply(row.isHead());
            int status = reply.map(RawConnection.Reply::status).orElse(EdgeRows.NO_ANSWER);
            assertThat(row.statuses()).as(reply.toString()).contains(status);
            if (status >= 400 && !row.isHead()) {
                assertThat(reply.orElseThrow().body()).startsWith(row.isOfPage() ? "<!doctype html>" : "{\"detail\":");
                assertThat(reply.orElseThrow().header("x-request-id")).isPresent();
            }
            if (row.closes()) {
                assertThat(connection.rest()).as("after the answer").isEmpty();
            } else {
                connection.send(NEXT);
                var next = connection.reply(false).orElseThrow();
                assertThat(next.header("x-request-id")).contains("next");
                assertThat(next.status()).isEqualTo(200);
            }
        }
        assertThat(shop.get("/v1/orders/retrieve/" + order).expect(200).text("status"))
                .isEqualTo("ACTIVE");
    }

    @Test
    void every_answer_that_ends_a_connection_says_so() {
        for (var request : List.of(
                "POST /v1/orders/create HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n{",
                "GET /v1/../openapi.json HTTP/1.1\r\nHost: a\r\n\r\n")) {
            try (var connection = RawConnection.open(SERVER.url())) {
                connection.send(request);
                assertThat(connection.reply(false).orElseThrow().header("connection"))
                        .contains("close");
            }
        }
    }

    @Test
    void a_type_that_is_no_utf_8_is_refused_though_the_body_is_sound() {
        var body = "{\"fullname\": \"Ma Hawa\", \"phone\": \"231771234567\"}";
        try (var connection = RawConnection.open(SERVER.url())) {
            connection.send("POST /v1/parties/create HTTP/1.1\r\nHost: a\r\nAuthorization: "
                    + shop.header("Authorization")
                    + "\r\nContent-Type: application/json; x=\u00ff\r\nContent-Length: " + body.length() + "\r\n\r\n"
                    + body);
            var reply = connection.reply(false).orElseThrow();
            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.body()).contains("[\"header\",\"content-type\"]");
        }
    }
}
