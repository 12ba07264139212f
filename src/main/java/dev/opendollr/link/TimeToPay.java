package dev.opendollr.link;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.source.SourceId;

/// Tells the page of a source whether the time to pay is over. The feature that sets the deadline implements
/// it.
@FunctionalInterface
public interface TimeToPay {
    /// Whether the source can no longer be paid, although its status still allows it.
    boolean isOver(MerchantId merchant, SourceId source);
}
