package dev.opendollr.base.identity;

/// Who has logged in: a program of a merchant's, known by the client id of its credential.
public record Subject(String clientId, MerchantId merchant, MerchantType merchantType) {}
