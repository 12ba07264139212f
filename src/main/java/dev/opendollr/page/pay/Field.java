package dev.opendollr.page.pay;

/// What a payer fills in or chooses on a step.
public enum Field {
    COUNTRY,
    CURRENCY,
    NUMBER,
    OPERATOR,
    CARD
}
