package dev.opendollr.page;

/// What a payer may do on a page.
public enum Way {
    /// Begin a payment.
    PAY,
    /// Begin another payment after one that ended without money.
    PAY_AGAIN,
    /// Leave without paying. Nothing is written, and the source stays as it is.
    GIVE_UP,
    /// Ask again how the payment stands.
    LOOK_AGAIN,
    /// Read what to do when the request went to another phone.
    WRONG_NUMBER,
    /// Call up the waiting request with a code of the operator.
    DIAL,
    /// Go to the bank, which asks for something.
    BANK,
    RECEIPT,
    /// Go back to the merchant's site.
    SHOP
}
