package dev.opendollr.base.identity;

/// The sender of a request: the merchant, the credential that it used, and the id under which the log records
/// the request.
public record Caller(MerchantId merchant, MerchantType merchantType, String clientId, String requestId) {}
