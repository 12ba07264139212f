package dev.opendollr.testing;

/// Short ways to orders in tests, and the bodies that serve both kinds of source.
public final class Orders {
    private Orders() {}

    /// The body that creates an order or an invoice.
    public static String draft(long counterparty, String currency) {
        return """
            {"counterparty_id": %d, "currency": "%s", "note": "", "fee_bearer": "PAYER", "as_payment_link": true}\
            """.formatted(counterparty, currency);
    }

    /// The body that adds an item.
    public static String item(String currency, int qty, String amount) {
        return """
            {"name": "Rice", "currency": "%s", "qty": %d, "amount": %s}\
            """.formatted(currency, qty, amount);
    }

    /// A draft of a counterparty of its own; its id.
    public static long create(Client shop) {
        return Kind.ORDER.create(shop);
    }

    /// A draft of this counterparty; its id.
    public static long create(Client shop, long counterparty) {
        return Kind.ORDER.create(shop, counterparty);
    }

    /// A new customer; its id.
    public static long counterparty(Client shop) {
        return shop.post("/v1/counterparties/create", "{\"relationship_type\": \"CUSTOMER\"}")
                .expect(200)
                .id();
    }

    /// A published order with one item; its id.
    public static long createActive(Client shop) {
        return Kind.ORDER.createActive(shop);
    }

    /// A published order of this counterparty over 5 USD; its id.
    public static long createActive(Client shop, long counterparty) {
        return Kind.ORDER.createActive(shop, counterparty);
    }
}
