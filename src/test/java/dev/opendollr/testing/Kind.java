package dev.opendollr.testing;

import java.util.Locale;

/// The two kinds of source as callers know them, and short ways to one in tests.
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

    /// What numbers begin with.
    public String prefix() {
        return prefix;
    }

    /// What paths begin with.
    public String path() {
        return "/v1/" + word() + "s";
    }

    public Kind other() {
        return this == ORDER ? INVOICE : ORDER;
    }

    /// A draft of a counterparty of its own; its id.
    public long create(Client shop) {
        return create(shop, Orders.counterparty(shop));
    }

    /// A draft of this counterparty; its id.
    public long create(Client shop, long counterparty) {
        return shop.post(path() + "/create", Orders.draft(counterparty, "USD"))
                .expect(200)
                .id();
    }

    /// A published one with one item; its id.
    public long createActive(Client shop) {
        return createActive(shop, Orders.counterparty(shop));
    }

    /// A published source of this counterparty over 5 USD; its id.
    public long createActive(Client shop, long counterparty) {
        var source = create(shop, counterparty);
        shop.post(path() + "/" + source + "/items/add", Orders.item("USD", 1, "5"))
                .expect(200);
        shop.put(path() + "/publish/" + source, "").expect(200);
        return source;
    }
}
