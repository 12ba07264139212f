package dev.opendollr.testing;

/// Traffic that makes all metrics of a server appear.
public final class WatchedServer {
    private WatchedServer() {}

    /// Makes the traffic. Returns once the metrics have counted all of it.
    public static void busy(TestServer server) {
        var shop = server.newMerchant();
        long order = Orders.createActive(shop);
        Payments.collectOrder(shop, order, Payments.account(shop, "COLLECTION", Payments.COMPLETES));
        shop.delete("/v1/orders/cancel/" + Orders.createActive(shop)).expect(200);
        server.stranger().get("/v1/nowhere").expect(404);
        System.gc();
        Eventually.isTrue(
                "the collection is told",
                () -> Scrape.of(server).sum("jvm_gc_pause_seconds_count").signum() > 0);
        Eventually.isTrue(
                "the last request is counted",
                () -> Scrape.of(server)
                                .sum("opendollr_http_answers_total", "route", "none")
                                .signum()
                        > 0);
    }
}
