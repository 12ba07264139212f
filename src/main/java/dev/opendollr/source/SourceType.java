package dev.opendollr.source;

/// The kinds of source the API can be asked about. There are no subscriptions, so asking for one finds nothing.
public enum SourceType {
    INVOICE,
    ORDER,
    SUBSCRIPTION
}
