package dev.opendollr.page.pay;

/// One of several values of a field.
public record Option(String value, String label, boolean isChosen) {}
