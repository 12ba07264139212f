package dev.opendollr.source;

import java.util.Locale;

/// The two kinds of source. They share table, state machine and rules. They differ in names and in the due
/// date.
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

    /// The name at the start of a sentence: `Order not found`.
    public String noun() {
        return noun;
    }

    /// The name within a sentence: `the order is PAID`.
    public String word() {
        return noun.toLowerCase(Locale.ROOT);
    }

    /// The name in paths: `/orders/list`.
    public String plural() {
        return word() + "s";
    }

    /// The path parameter that names the source in paths where `id` names an item.
    String parentParameter() {
        return word() + "_id";
    }

    /// Whether it can have a due date.
    public boolean hasDueDate() {
        return this == INVOICE;
    }

    /// The prefix of its numbers.
    String prefix() {
        return prefix;
    }

    /// The database sequence of its numbers.
    String sequence() {
        return sequence;
    }
}
