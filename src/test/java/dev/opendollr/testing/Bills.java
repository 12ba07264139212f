package dev.opendollr.testing;

/// Orders with a link, as shops hand them to payers in tests.
public record Bills(TestServer server, Client shop) {
    public static final String SUCCESS_URL = "https://shop.example/thanks?cart=1#done";
    public static final String CANCEL_URL = "https://shop.example/cart";

    /// A new merchant's.
    public static Bills of(TestServer server) {
        return new Bills(server, server.newMerchant());
    }

    /// A published order and the address of its page.
    public record Bill(long order, String number, String url) {}

    /// Over 5 USD, with addresses to which the payer goes back.
    public Bill open() {
        return checkout("\"success_url\": \"%s\", \"cancel_url\": \"%s\"".formatted(SUCCESS_URL, CANCEL_URL));
    }

    /// Over 5 USD, to be paid until `end`.
    public Bill until(String end) {
        return checkout("\"expires_at\": \"%s\"".formatted(end));
    }

    /// Over 5 USD, without an address to go back to.
    public Bill plain() {
        return checkout("\"note\": \"Fresh\"");
    }

    private Bill checkout(String more) {
        var made = shop.post("/v1/checkouts/create", """
            {"mode": "HOSTED", "source_kind": "ORDER", "party_name": "Ma Hawa", "party_phone": "%s",
             "currency": "USD", "items": [{"name": "Rice", "currency": "USD", "amount": 5}], %s}\
            """.formatted(Payments.COMPLETES, more))
                .expect(200);
        return new Bill(made.json().path("source_id").longValue(), made.text("source_number"), made.text("url"));
    }

    /// The page of a bill in a browser that asks for English.
    public PlainBrowser visit(Bill bill) {
        return PlainBrowser.open(server.stranger().with("Accept-Language", "en"), bill.url());
    }

    public String status(Bill bill) {
        return Payments.orderStatus(shop, bill.order());
    }

    /// How many attempts there were to pay it.
    public long attempts(Bill bill) {
        return server.database()
                .asOwner()
                .withHandle(handle -> handle.createQuery(
                                "select count(*) from execution where source_id = :source and operation_type ="
                                        + " 'COLLECTION'")
                        .bind("source", bill.order())
                        .mapTo(Long.class)
                        .one());
    }

    public void cancel(Bill bill) {
        shop.delete("/v1/orders/cancel/" + bill.order()).expect(200);
    }

    /// Moves the clock of the sandbox.
    public void pass(long seconds) {
        shop.post("/sandbox/clock", "{\"forward_seconds\": %d}".formatted(seconds))
                .expect(200);
    }
}
