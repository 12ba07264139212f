package dev.opendollr.source;

/// What a caller can ask of a source, or what can happen to its payment.
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
    /// The payment has ended, with or without success, after a cancel was requested.
    ABANDON_PAYMENT
}
