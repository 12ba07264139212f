package dev.opendollr.api;

import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.StoppedReader;
import dev.opendollr.testing.TestServer;
import java.util.ArrayList;
import java.util.List;

/// Readers that stopped with so many long answers under way that their merchant has no memory left for others.
final class StoppedReaders implements AutoCloseable {
    private static final int READERS = 16;
    private static final String LONG_LIST = "/v1/parties/list";

    private final Client shop;
    private final List<StoppedReader> readers = new ArrayList<>();

    StoppedReaders(TestServer server, Client shop) {
        this.shop = shop;
        fillWithLongTexts(server);
        for (int count = 0; count < READERS; count++) {
            readers.add(StoppedReader.of(server.url(), LONG_LIST, shop.header("Authorization")));
        }
        Eventually.isTrue("the share is used up", () -> list(shop) == 503);
    }

    /// The status of an answer that would be long for the merchant of the readers.
    static int list(Client client) {
        return client.get(LONG_LIST).status();
    }

    @Override
    public void close() {
        readers.forEach(StoppedReader::close);
    }

    private void fillWithLongTexts(TestServer server) {
        var text = "\uD83D\uDE00".repeat(1_000);
        long first =
                shop.post("/v1/parties/create", """
                    {"fullname": "%1$s", "email": "%1$s", "country_code": "%1$s", "phone": "231771234567"}\
                    """.formatted(text)).expect(200).id();
        server.database().asOwner().useHandle(handle -> handle.execute("""
            insert into party (merchant_id, fullname, phone, email, country_code, created_at, updated_at)
            select merchant_id, fullname, phone, email, country_code, created_at, updated_at
              from party, generate_series(1, 100)
             where id = ?
            """, first));
    }
}
