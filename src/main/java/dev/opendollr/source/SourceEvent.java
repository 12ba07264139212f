package dev.opendollr.source;

/// What can be asked of a source, or happen to its payment.
public enum SourceEvent {
    /// Change the source or its items.
    EDIT,
    PUBLISH,
    CANCEL,
    START_PAYMENT,
    SETTLE_PAYMENT,
    FAIL_PAYMENT
}
