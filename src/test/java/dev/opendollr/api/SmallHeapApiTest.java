package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Scratch;
import dev.opendollr.testing.ServerProcess;
import dev.opendollr.testing.StoppedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// The heap that the launcher gives does not overflow, whatever is asked for at once.
class SmallHeapApiTest {
    /// More than fill a page of one mebibyte.
    private static final int LONG_PARTIES = 100;
    private static final int PAGES_AT_ONCE = 64;
    private static final int FILES_AT_ONCE = 200;
    private static final Duration PROMPT = Duration.ofSeconds(10);

    @Test
    void pages_of_64_mebibytes_and_files_for_readers_that_have_stopped_leave_the_server_alive() throws IOException {
        var data = Scratch.data("heap");
        try (var server = ServerProcess.start(data, "--port", "0")) {
            var shop = server.demo();
            fill(shop);
            long order = Orders.createActive(shop);
            List<StoppedReader> readers = new ArrayList<>();
            for (int count = 0; count < FILES_AT_ONCE; count++) {
                readers.add(StoppedReader.of(server.url(), "/docs/viewer.js", ""));
            }
            for (int count = 0; count < PAGES_AT_ONCE; count++) {
                readers.add(StoppedReader.of(server.url(), "/v1/parties/list", shop.header("Authorization")));
            }
            assertThat(readAtOnce(shop)).isSubsetOf(200, 503).isNotEmpty();

            long asked = System.nanoTime();
            assertThat(shop.get("/health/live").status()).isEqualTo(200);
            assertThat(shop.delete("/v1/orders/cancel/" + order).status()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(PROMPT);
            readers.forEach(StoppedReader::close);
            Eventually.isTrue(
                    "what was not read is given up",
                    () -> shop.get("/v1/parties/list").status() == 200);
            assertThat(Pages.ids(shop, "/v1/parties/list").stream()
                            .mapToInt(List::size)
                            .sum())
                    .isGreaterThanOrEqualTo(LONG_PARTIES);
        }
    }

    private static void fill(Client shop) {
        var text = "\uD83D\uDE00".repeat(1_000);
        for (int count = 0; count < LONG_PARTIES; count++) {
            shop.post("/v1/parties/create", """
                {"fullname": "%1$s", "email": "%1$s", "country_code": "%1$s", "phone": "231771234567"}\
                """.formatted(text)).expect(200);
        }
    }

    /// What those are told who read their pages at once, beside those who do not read.
    private static Set<Integer> readAtOnce(Client shop) {
        Set<Integer> statuses = ConcurrentHashMap.newKeySet();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int count = 0; count < PAGES_AT_ONCE; count++) {
                threads.execute(() -> statuses.add(shop.get("/v1/parties/list").status()));
            }
        }
        return statuses;
    }
}
