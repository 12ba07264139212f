package dev.opendollr.session;

import dev.opendollr.identity.MerchantId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/// Tells what was collected and how much of it can still be given back.
@FunctionalInterface
public interface Refundables {
    /// What is left of a completed collection, in the payer's currency; empty when `execution` is none.
    Optional<Money> left(Handle tx, MerchantId merchant, long execution);
}
