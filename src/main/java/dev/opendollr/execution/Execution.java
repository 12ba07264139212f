package dev.opendollr.execution;

import dev.opendollr.gateway.Outcome;
import dev.opendollr.identity.MerchantId;
import dev.opendollr.pricing.OperationType;
import dev.opendollr.pricing.PaymentMethod;
import dev.opendollr.pricing.Quote;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One movement of money: what was asked, what it costs, and how far it has come.
///
/// A refund without a session is automatic: it gives back what could not be kept. Of a refund the rate is that
/// of the collection it refunds. `newsAt` is when its gateway has called last, until it has been asked since.
public record Execution(
        MerchantId merchant,
        long id,
        Request request,
        UUID attemptId,
        PaymentMethod method,
        ExecutionStatus status,
        int version,
        Quote quote,
        Answer answer,
        Optional<Instant> waitsUntil,
        Optional<Instant> nextCheckAt,
        Optional<Instant> newsAt,
        int checks,
        Optional<Instant> notFoundSince,
        Optional<Instant> notKeptAt,
        String requestId,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> completedAt) {
    /// What was asked; the same reference must ask for the same again.
    public record Request(
            OperationType operation,
            UUID referenceId,
            Optional<Long> sessionId,
            Optional<Long> sourceId,
            Optional<Long> paymentAccountId,
            Optional<Long> originalId) {}

    /// What gateway and wallet have said.
    public record Answer(
            Optional<String> providerTransactionId,
            Optional<String> gatewayMessage,
            Optional<String> walletMessage,
            Optional<String> clientSecret) {
        static final Answer NOTHING =
                new Answer(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        /// What a gateway has said.
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

        @Override
        public String toString() {
            return "Answer[***]";
        }
    }

    public OperationType operation() {
        return request.operation();
    }

    /// Whether it gives back what could not be kept, instead of doing what a merchant asked for.
    boolean isAutomatic() {
        return request.sessionId().isEmpty();
    }

    /// Whether another look has claimed it before the one that does now.
    boolean wasClaimedBefore() {
        return checks > 1;
    }

    /// Whether the payer must do something first.
    boolean requiresAction() {
        return answer.clientSecret().isPresent();
    }
}
