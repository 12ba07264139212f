package dev.opendollr.identity;

/// Who makes something happen to a merchant's data, as histories name it: a credential, or this program itself. Whose
/// data they are, only the data say.
public record Actor(String name, String requestId) {
    /// What the program does on its own, such as noticing the end of a payment.
    public static final String PROGRAM = "opendollr";

    /// What an operator does on the command line.
    public static final String OPERATOR = "operator";

    public static Actor of(Caller caller) {
        return new Actor(caller.clientId(), caller.requestId());
    }
}
