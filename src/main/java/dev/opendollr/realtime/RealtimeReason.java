package dev.opendollr.realtime;

import dev.opendollr.problem.Reason;

/// Why there is no key to the news of a payment.
public sealed interface RealtimeReason extends Reason {
    record NoSuchCheckoutSession() implements RealtimeReason {}
}
