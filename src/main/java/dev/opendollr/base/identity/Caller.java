package dev.opendollr.base.identity;

/// The sender of a request, as far as this service knows it. `requestId` is the id under which the log records
/// the request.
public sealed interface Caller {
    MerchantId merchant();

    String requestId();

    /// A merchant that has proved who it is: with which credential it did so.
    record ByCredential(MerchantId merchant, MerchantType merchantType, String clientId, String requestId)
            implements Caller {}

    /// Someone who has opened a link to pay. The link says for which merchant and which source; it proves
    /// nothing else, and allows nothing but to pay that source.
    record ByLink(MerchantId merchant, Id source, String requestId) implements Caller {}
}
