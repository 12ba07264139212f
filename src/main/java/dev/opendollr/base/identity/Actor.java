package dev.opendollr.base.identity;

/// The author of a change to a merchant's data, as histories name it: a credential, an operator, a payer, or
/// this program itself. An actor does not name the merchant: the merchant is part of the data.
public record Actor(String name, String requestId) {
    /// The author of what the program does on its own, such as recording the end of a payment.
    public static final String PROGRAM = "opendollr";

    /// The author of what an operator does on the command line.
    public static final String OPERATOR = "operator";

    /// The author of a payment that was begun on a page. Nobody knows more of a payer than the link.
    public static final String PAYER = "payer";

    public static Actor of(Caller caller) {
        return switch (caller) {
            case Caller.ByCredential(var _, var _, var clientId, var requestId) -> new Actor(clientId, requestId);
            case Caller.ByLink(var _, var _, var requestId) -> new Actor(PAYER, requestId);
        };
    }
}
