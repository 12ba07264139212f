package dev.opendollr.source;

/// What can be asked of a source, or happen to its payment.
public enum SourceEvent {
    /// Change the source or its items.
    EDIT,
    PUBLISH,
    CANCEL,
    /// Cancel now, or as soon as the payment in flight has ended.
    REQUEST_CANCEL,
    START_PAYMENT,
    SETTLE_PAYMENT,
    FAIL_PAYMENT,
    /// The payment has ended, one way or the other, after a cancel was asked for.
    ABANDON_PAYMENT
}
