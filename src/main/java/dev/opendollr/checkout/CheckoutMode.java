package dev.opendollr.checkout;

/// Who shows the payer how to pay, as the API names it.
public enum CheckoutMode {
    /// A page of this service.
    HOSTED,
    /// The merchant's own page.
    DIRECT
}
