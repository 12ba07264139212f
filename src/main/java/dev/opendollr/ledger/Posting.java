package dev.opendollr.ledger;

import org.joda.money.Money;

/// One step of money from one account to another of the same merchant: it always balances, because it has both
/// sides.
public record Posting(LedgerAccount from, LedgerAccount to, Money amount) {
    public Posting {
        if (from == to || !amount.isPositive()) {
            throw new IllegalArgumentException("posting of " + amount + " from " + from + " to " + to);
        }
    }
}
