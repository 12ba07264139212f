package dev.opendollr.checkout;

import dev.opendollr.base.problem.Reason;

/// Why a checkout is refused.
public sealed interface CheckoutReason extends Reason {
    /// `expires_at` is not in the future, so the checkout could never be paid.
    record TimeIsOver() implements CheckoutReason {}
}
