package dev.opendollr.session;

import dev.opendollr.base.identity.ExecutionId;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.pricing.Refunding;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Tells how much of a collection has been refunded.
@FunctionalInterface
public interface Refundables {
    /// Empty when `execution` is not a completed collection.
    Optional<Refunding> soFar(Handle tx, MerchantId merchant, ExecutionId execution);
}
