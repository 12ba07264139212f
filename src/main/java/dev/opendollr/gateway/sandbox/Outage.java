package dev.opendollr.gateway.sandbox;

import dev.opendollr.base.money.PaymentMethod;
import java.time.Instant;

/// A payment method that is out of order for one merchant for a while.
record Outage(PaymentMethod method, Kind kind, Instant until) {
    enum Kind {
        /// Requests are refused.
        REJECTS,
        /// Requests do not arrive and get no answer.
        TIMES_OUT
    }
}
