package dev.opendollr.base.identity;

/// The author of a change to a merchant's data, as histories name it: a credential, an operator, or this
/// program itself. An actor does not name the merchant: the merchant is part of the data.
public record Actor(String name, String requestId) {
    /// The author of what the program does on its own, such as recording the end of a payment.
    public static final String PROGRAM = "opendollr";

    /// The author of what an operator does on the command line.
    public static final String OPERATOR = "operator";

    public static Actor of(Caller caller) {
        return new Actor(caller.clientId(), caller.requestId());
    }
}
