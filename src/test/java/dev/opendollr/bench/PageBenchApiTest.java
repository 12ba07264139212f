package dev.opendollr.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The benchmark of pages opens the pages of the orders that it retrieves.
class PageBenchApiTest {
    private static final int ORDERS = 6;
    private static final String PAGE = "<h1>Orange é</h1>";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final URI url = URI.create(SERVER.url());
    private final InetSocketAddress address = new InetSocketAddress(url.getHost(), url.getPort());

    @Test
    void each_order_has_three_items_and_a_page_and_can_be_retrieved_by_its_own_merchant() throws IOException {
        var owner = SERVER.database().owner();
        var shops = Shops.open(owner, 3, Instant.now());
        var tokens = TokenClient.obtain(url, shops.credentials());
        var prepared = PageBench.prepare(owner, shops, ORDERS, Instant.now(), address, tokens);

        var paths = new HashSet<String>();
        try (var connection = HttpConnection.open(address)) {
            var requests = new Requests(connection, shops, tokens, new UnitBlock(0, 0, 1, ORDERS));
            for (long unit = 0; unit < 2 * ORDERS; unit++) {
                requests.retrieve(unit, prepared.order(unit));
                requests.open(prepared.path(unit));
                paths.add(prepared.path(unit));
                var order = connection.exchange(
                        "GET", "/v1/orders/retrieve/" + prepared.order(unit), tokens.get(shops.place(unit)), "");
                assertThat(order).contains("\"status\":\"ACTIVE\"", "\"total_amount\":76.5", "Another item");
                assertThat(PageBench.text(connection.open(prepared.path(unit))))
                        .contains("<html")
                        .contains("76.50");
            }
        }
        assertThat(paths).hasSize(ORDERS).allMatch(path -> path.startsWith("/pay/"));
    }

    @Test
    void a_compressed_page_is_read_as_its_reader_sees_it() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(PAGE.getBytes(UTF_8));
        }
        assertThat(PageBench.text("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + packed.toString(ISO_8859_1)))
                .isEqualTo(PAGE);
        assertThat(PageBench.text("HTTP/1.1 200 OK\r\nA: b\r\n\r\n" + new String(PAGE.getBytes(UTF_8), ISO_8859_1)))
                .isEqualTo(PAGE);
    }

    @Test
    void a_table_says_how_much_longer_a_page_takes() {
        var rounds = List.of(
                new PageReport.Round(measured(1_000, 2_000), measured(2_000, 5_000)),
                new PageReport.Round(measured(2_000, 2_000), measured(5_000, 5_000)),
                new PageReport.Round(measured(3_000, 4_000), measured(9_000, 9_000)));

        assertThat(PageReport.table(rounds).lines().skip(2))
                .containsExactly(
                        "| 1 | 2 | 1.00 | 2.00 | 2 | 2.00 | 5.00 | 2.00 | 2.50 | 10.00 | 10.00 |",
                        "| 2 | 2 | 2.00 | 2.00 | 2 | 5.00 | 5.00 | 2.50 | 2.50 | 10.00 | 10.00 |",
                        "| 3 | 2 | 3.00 | 4.00 | 2 | 9.00 | 9.00 | 3.00 | 2.25 | 10.00 | 10.00 |",
                        "| median | 2 | 2.00 | 2.00 | 2 | 5.00 | 5.00 | 2.50 | 2.50 | 10.00 | 10.00 |");
    }

    private static Measurement measured(long... micros) {
        return new Measurement(micros.length, Duration.ofSeconds(1), Latencies.of(List.of(micros)), 2, 0);
    }
}
