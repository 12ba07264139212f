package dev.opendollr.testing;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// An order that a shop has published as a payment link, for a payer in Liberia. `url` is where it is paid.
public record Sale(Client shop, long order, String number, String url) {
    private static final String PAYER = "231771234567";
    private static final String AMOUNT = "12.50";

    /// One item over USD 12.50.
    public static Sale of(Client shop) {
        return of(shop, 1, "");
    }

    /// So many items of USD 12.50 each. `more` are further members of the request, each after a comma.
    public static Sale of(Client shop, int items, String more) {
        var created = shop.post("/v1/checkouts/create", """
            {"mode": "HOSTED", "source_kind": "ORDER", "party_phone": "%s", "currency": "USD", "items": [%s]%s}\
            """.formatted(PAYER, items(items), more))
                .expect(200);
        return new Sale(
                shop, created.json().path("source_id").longValue(), created.text("source_number"), created.text("url"));
    }

    private static String items(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(each -> """
                    {"name": "Rice from Lofa, bag of 25 kg, lot %d", "currency": "USD", "amount": %s}\
                    """.formatted(each, AMOUNT))
                .collect(Collectors.joining(", "));
    }

    public String status() {
        return Payments.orderStatus(shop, order);
    }

    /// How many payments have begun, by whomever.
    public long attempts() {
        return events().valueStream()
                .filter(event -> event.path("type").stringValue().equals("PAYMENT_STARTED"))
                .count();
    }

    public JsonNode events() {
        return shop.get("/v1/orders/" + order + "/events").expect(200).json();
    }

    public void cancel() {
        shop.delete("/v1/orders/cancel/" + order).expect(200);
    }

    /// Asks for a cancel while a payment is in flight.
    public void requestCancel() {
        shop.post("/v1/orders/" + order + "/cancel-requests", "").expect(200);
    }

    /// The gateway learns how the only attempt in flight of this shop ends: `complete` or `fail`.
    public void decide(String how) {
        var attempts = shop.get("/sandbox/attempts").expect(200).json();
        if (attempts.size() != 1) {
            throw new AssertionError("one attempt is to be decided, but there are " + attempts);
        }
        shop.post("/sandbox/attempts/" + attempts.get(0).path("id").stringValue() + "/" + how, "")
                .expect(200);
    }

    /// The address of the receipt, which exists as soon as the order is paid.
    public String receipt() {
        return shop.get("/v1/links/receipt?source_type=ORDER&source_number=" + number)
                .expect(200)
                .text("url");
    }
}
