package dev.opendollr.testing;

/// Short ways to create orders in tests, and request bodies for both kinds of source.
public final class Orders {
    private Orders() {}

    /// The body of a request that creates an order or an invoice.
    public static String draft(long counterparty, String currency) {
        return """
            {"counterparty_id": %d, "currency": "%s", "note": "", "fee_bearer": "PAYER", "as_payment_link": true}\
            """.formatted(counterparty, currency);
    }

    /// The body of a request that adds an item.
    public static String item(String currency, int qty, String amount) {
        return """
            {"name": "Rice", "currency": "%s", "qty": %d, "amount": %s}\
            """.formatted(currency, qty, amount);
    }

    /// Creates a draft for a new counterparty. Returns the id of the draft.
    public static long create(Client shop) {
        return Kind.ORDER.create(shop);
    }

    /// Creates a draft for this counterparty. Returns the id of the draft.
    public static long create(Client shop, long counterparty) {
        return Kind.ORDER.create(shop, counterparty);
    }

    /// Creates a counterparty that is a customer. Returns its id.
    public static long counterparty(Client shop) {
        return shop.post("/v1/counterparties/create", "{\"relationship_type\": \"CUSTOMER\"}")
                .expect(200)
                .id();
    }

    /// Creates and publishes an order over 5 USD for a new counterparty. Returns its id.
    public static long createActive(Client shop) {
        return Kind.ORDER.createActive(shop);
    }

    /// Creates and publishes an order over 5 USD for this counterparty. Returns its id.
    public static long createActive(Client shop, long counterparty) {
        return Kind.ORDER.createActive(shop, counterparty);
    }
}
