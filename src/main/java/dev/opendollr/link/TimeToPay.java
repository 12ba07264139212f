package dev.opendollr.link;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.source.SourceId;

/// What the page of a source asks of those who gave it an end.
@FunctionalInterface
public interface TimeToPay {
    /// Whether a source can be paid no longer, although it waits for its payment.
    boolean isOver(MerchantId merchant, SourceId source);
}
