package dev.opendollr.execution;

import dev.opendollr.gateway.Outcome;
import java.util.Optional;

/// What the gateway and the wallet have answered about an execution.
public record Answer(
        Optional<String> providerTransactionId,
        Optional<String> gatewayMessage,
        Optional<String> walletMessage,
        Optional<String> clientSecret) {
    static final Answer NOTHING = new Answer(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /// The answer of a gateway.
    static Answer of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(var id) -> said(Optional.of(id), Optional.empty(), Optional.empty());
            case Outcome.NeedsAction(var id, var secret) ->
                said(Optional.of(id), Optional.empty(), Optional.of(secret));
            case Outcome.Settled(var id) -> said(Optional.of(id), Optional.empty(), Optional.empty());
            case Outcome.Declined(var code, var message) ->
                said(Optional.empty(), Optional.of(code + ": " + message), Optional.empty());
            case Outcome.Unknown _ -> NOTHING;
            case Outcome.NotFound _ ->
                said(
                        Optional.empty(),
                        Optional.of("NOT_FOUND: The payment never reached the gateway"),
                        Optional.empty());
        };
    }

    private static Answer said(
            Optional<String> providerId, Optional<String> gatewayMessage, Optional<String> clientSecret) {
        return new Answer(providerId, gatewayMessage, Optional.empty(), clientSecret);
    }

    /// The same, with the wallet's message.
    Answer withWallet(Optional<String> message) {
        return new Answer(providerTransactionId, gatewayMessage, message, clientSecret);
    }

    @Override
    public String toString() {
        return "Answer[***]";
    }
}
