package dev.opendollr.testing;

import java.util.List;
import java.util.Map;

/// What the example shops in all languages do and must print: one order is canceled, another one is paid.
public final class Shop {
    public static final List<String> SAYS =
            List.of("canceled CANCELED 1234567.89", "collected COMPLETED 1234.56 USD", "paid PAID 1234.56");

    private Shop() {}

    /// The environment variables with the URL of the server and the credential of the shop.
    public static Map<String, String> environment(TestServer server) {
        var demo = server.demoMerchant();
        return Map.of(
                "OPENDOLLR_URL", server.url(),
                "CLIENT_ID", demo.clientId(),
                "CLIENT_SECRET", demo.clientSecret());
    }
}
