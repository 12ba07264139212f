package dev.opendollr.execution;

import dev.opendollr.gateway.Outcome;
import java.util.Optional;

/// What the gateway and the wallet have answered about an execution. `declineCode` is the gateway's own name for
/// why it has declined; it is there only if the gateway itself has.
public record Answer(
        Optional<String> providerTransactionId,
        Optional<String> gatewayMessage,
        Optional<String> walletMessage,
        Optional<String> clientSecret,
        Optional<String> declineCode) {
    static final Answer NOTHING =
            new Answer(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /// The answer of a gateway.
    static Answer of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(var id) -> has(id);
            case Outcome.Settled(var id) -> has(id);
            case Outcome.NeedsAction(var id, var secret) ->
                new Answer(Optional.of(id), Optional.empty(), Optional.empty(), Optional.of(secret), Optional.empty());
            case Outcome.Declined(var code, var message) -> said(Optional.of(code + ": " + message), Optional.of(code));
            case Outcome.Unknown _ -> NOTHING;
            case Outcome.NotFound _ ->
                said(Optional.of("NOT_FOUND: The payment never reached the gateway"), Optional.empty());
        };
    }

    private static Answer has(String providerId) {
        return new Answer(
                Optional.of(providerId), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Answer said(Optional<String> message, Optional<String> declineCode) {
        return new Answer(Optional.empty(), message, Optional.empty(), Optional.empty(), declineCode);
    }

    /// The same, with the wallet's message.
    Answer withWallet(Optional<String> message) {
        return new Answer(providerTransactionId, gatewayMessage, message, clientSecret, declineCode);
    }

    @Override
    public String toString() {
        return "Answer[***]";
    }
}
