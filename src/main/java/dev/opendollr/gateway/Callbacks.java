package dev.opendollr.gateway;

import dev.opendollr.identity.MerchantId;

/// Who is told that a gateway has news of an attempt.
///
/// A callback says nothing but "look": it may come twice, late, or for an attempt whose end is known already.
@FunctionalInterface
public interface Callbacks {
    /// Returns when the news is safe; what it throws makes the gateway call again later.
    void arrived(MerchantId merchant, AttemptId attempt);
}
