package dev.opendollr.gateway;

/// A test card that a payer can choose by its name. `token` is the account of an attempt with this card.
public record CardChoice(String token, String name) {}
