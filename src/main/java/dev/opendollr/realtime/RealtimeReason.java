package dev.opendollr.realtime;

import dev.opendollr.base.problem.Reason;

/// Why no realtime key for a payment is issued.
public sealed interface RealtimeReason extends Reason {
    record NoSuchCheckoutSession() implements RealtimeReason {}
}
