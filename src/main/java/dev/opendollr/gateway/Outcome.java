package dev.opendollr.gateway;

/// What a gateway said about one attempt to move money.
///
/// `Unknown` is a real answer: the request may have landed. Only a later look at the same attempt settles it.
public sealed interface Outcome {
    /// The gateway has taken the attempt and works on it.
    record Accepted(String providerId) implements Outcome {}

    /// The payer must do something first, with a secret that only the payer's browser may see.
    record NeedsAction(String providerId, String clientSecret) implements Outcome {
        @Override
        public String toString() {
            return "NeedsAction[providerId=" + providerId + ", clientSecret=***]";
        }
    }

    /// The money has moved.
    record Settled(String providerId) implements Outcome {}

    /// No money has moved, and the gateway will not try again. `code` is its own word, `message` a sentence.
    record Declined(String code, String message) implements Outcome {}

    /// The request may have landed or not: a timeout, a broken answer, one that nobody understands.
    record Unknown(String cause) implements Outcome {}

    /// The gateway knows no such attempt: it has not arrived, or not yet.
    record NotFound() implements Outcome {}
}
