package dev.opendollr.checkout;

import dev.opendollr.problem.Reason;

/// Why a checkout is refused.
public sealed interface CheckoutReason extends Reason {
    /// It could not be paid for a moment.
    record TimeIsOver() implements CheckoutReason {}
}
