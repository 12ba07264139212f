package dev.opendollr.base.identity;

/// Who makes a request: the merchant, the credential it used, and the id under which the request is logged.
public record Caller(MerchantId merchant, MerchantType merchantType, String clientId, String requestId) {}
