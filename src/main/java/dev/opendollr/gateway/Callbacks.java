package dev.opendollr.gateway;

import dev.opendollr.base.identity.MerchantId;

/// The receiver of gateways' callbacks.
///
/// A callback says only that the gateway should be asked. It may come twice, late, or for an attempt with a
/// known outcome.
@FunctionalInterface
public interface Callbacks {
    /// Returns when the callback is stored. An exception makes the gateway call again later.
    void arrived(MerchantId merchant, AttemptId attempt);
}
