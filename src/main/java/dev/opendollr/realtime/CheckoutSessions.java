package dev.opendollr.realtime;

import dev.opendollr.identity.MerchantId;
import dev.opendollr.source.SourceKind;

/// What realtime must know of sessions: whether this merchant has a checkout session of this number for a source of
/// this kind.
@FunctionalInterface
public interface CheckoutSessions {
    boolean has(MerchantId merchant, long session, SourceKind sourceType);
}
