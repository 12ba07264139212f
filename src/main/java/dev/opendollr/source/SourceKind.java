package dev.opendollr.source;

import java.util.Locale;

/// The two kinds of source; they share table, machine and rules, and differ in names and in the due date.
public enum SourceKind {
    ORDER("Order", "ORD", "order_number"),
    INVOICE("Invoice", "INV", "invoice_number");

    private final String noun;
    private final String prefix;
    private final String sequence;

    SourceKind(String noun, String prefix, String sequence) {
        this.noun = noun;
        this.prefix = prefix;
        this.sequence = sequence;
    }

    /// As answers call it: `Order not found`.
    public String noun() {
        return noun;
    }

    /// As sentences call it: `the order is PAID`.
    public String word() {
        return noun.toLowerCase(Locale.ROOT);
    }

    /// As paths call them: `/orders/list`.
    public String plural() {
        return word() + "s";
    }

    /// The path parameter that names it where `id` names an item.
    String parentParameter() {
        return word() + "_id";
    }

    /// Whether it says until when it is to be paid.
    public boolean hasDueDate() {
        return this == INVOICE;
    }

    /// What its numbers begin with.
    String prefix() {
        return prefix;
    }

    /// Where its numbers come from.
    String sequence() {
        return sequence;
    }
}
