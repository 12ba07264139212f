package dev.opendollr.feed;

/// What has changed: a source of one kind, or an execution of one operation.
public enum ChangedKind {
    ORDER,
    INVOICE,
    COLLECTION,
    PAYOUT,
    TRANSFER,
    REFUND
}
