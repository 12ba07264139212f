package dev.opendollr.execution;

import dev.opendollr.account.PaymentAccountId;
import dev.opendollr.base.identity.ExecutionId;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.AttemptId;
import dev.opendollr.pricing.Quote;
import dev.opendollr.session.SessionId;
import dev.opendollr.source.SourceId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One movement of money: what was requested, what it costs, and its progress.
///
/// A refund without a session is automatic: it returns money that could not be kept. A refund uses the exchange
/// rate of the collection it refunds. `newsAt` is the time of the gateway's last callback. It is cleared once
/// the gateway has answered a later look.
public record Execution(
        MerchantId merchant,
        ExecutionId id,
        Request request,
        AttemptId attemptId,
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
    /// What was requested. A request that repeats the reference must ask for the same again.
    public record Request(
            OperationType operation,
            UUID referenceId,
            Optional<SessionId> sessionId,
            Optional<SourceId> sourceId,
            Optional<PaymentAccountId> paymentAccountId,
            Optional<ExecutionId> originalId) {}

    public OperationType operation() {
        return request.operation();
    }

    /// What the gateway is asked for. `account` is the number of the payment account; `original` is the attempt
    /// that a refund refers to.
    Attempt attempt(Optional<String> account, Optional<AttemptId> original) {
        var kind = switch (operation()) {
            case COLLECTION -> Attempt.Kind.COLLECT;
            case PAYOUT -> Attempt.Kind.PAY_OUT;
            case REFUND -> Attempt.Kind.REFUND;
            case TRANSFER -> throw new IllegalArgumentException("no gateway carries a transfer");
        };
        var amount = kind == Attempt.Kind.COLLECT ? quote.payerAmount() : quote.payeeAmount();
        return new Attempt(
                attemptId, merchant, kind, method, account, amount, original, Optional.of(request.referenceId()));
    }

    /// Whether it returns money that could not be kept. No merchant has asked for it.
    boolean isAutomatic() {
        return request.sessionId().isEmpty();
    }

    /// Whether an earlier look has claimed it before the current one.
    boolean wasClaimedBefore() {
        return checks > 1;
    }

    /// By which name the gateway has declined it. Empty unless the gateway itself has declined, and for what
    /// failed before this was kept.
    public Optional<String> declineCode() {
        return answer.declineCode();
    }

    /// Whether the payer must do something first.
    boolean requiresAction() {
        return answer.clientSecret().isPresent();
    }
}
