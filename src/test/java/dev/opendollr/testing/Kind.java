package dev.opendollr.testing;

import java.util.Locale;

/// The two kinds of source under their names in the API, with short ways to create one in tests.
public enum Kind {
    ORDER("Order", "ORD"),
    INVOICE("Invoice", "INV");

    private final String noun;
    private final String prefix;

    Kind(String noun, String prefix) {
        this.noun = noun;
        this.prefix = prefix;
    }

    /// As in `Order not found`.
    public String noun() {
        return noun;
    }

    /// As in `order_number` and `the order is PAID`.
    public String word() {
        return noun.toLowerCase(Locale.ROOT);
    }

    /// The beginning of the numbers of this kind.
    public String prefix() {
        return prefix;
    }

    /// The beginning of the paths of this kind.
    public String path() {
        return "/v1/" + word() + "s";
    }

    public Kind other() {
        return this == ORDER ? INVOICE : ORDER;
    }

    /// Creates a draft for a new counterparty. Returns the id of the draft.
    public long create(Client shop) {
        return create(shop, Orders.counterparty(shop));
    }

    /// Creates a draft for this counterparty. Returns the id of the draft.
    public long create(Client shop, long counterparty) {
        return shop.post(path() + "/create", Orders.draft(counterparty, "USD"))
                .expect(200)
                .id();
    }

    /// Creates and publishes a source over 5 USD for a new counterparty. Returns its id.
    public long createActive(Client shop) {
        return createActive(shop, Orders.counterparty(shop));
    }

    /// Creates and publishes a source over 5 USD for this counterparty. Returns its id.
    public long createActive(Client shop, long counterparty) {
        var source = create(shop, counterparty);
        shop.post(path() + "/" + source + "/items/add", Orders.item("USD", 1, "5"))
                .expect(200);
        shop.put(path() + "/publish/" + source, "").expect(200);
        return source;
    }
}
