package dev.opendollr.base.identity;

/// The program for which a token was issued: the client id of its credential, and its merchant.
public record Subject(String clientId, MerchantId merchant, MerchantType merchantType) {}
