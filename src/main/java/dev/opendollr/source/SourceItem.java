package dev.opendollr.source;

import java.time.Instant;
import org.joda.money.Money;

/// One line of a source: `qty` times a unit price.
public record SourceItem(SourceItemId id, String name, int qty, Money amount, Instant createdAt, Instant updatedAt) {
    Money total() {
        return amount.multipliedBy(qty);
    }
}
