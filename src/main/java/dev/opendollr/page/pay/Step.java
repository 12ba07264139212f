package dev.opendollr.page.pay;

/// How far a payer has come on the page of one link.
public enum Step {
    /// Read what is paid, and choose a country and a currency.
    WHAT,
    /// Choose a phone or a card.
    HOW,
    /// Check amount, fees and number, and pay.
    CHECK,
    /// The payment was begun. The form keeps the fields for another attempt.
    SENT,
    /// The payer was refused because of a limit, and waits or chooses another way.
    PAUSED,
    /// The payer has left without paying. Nothing was written.
    LEFT
}
