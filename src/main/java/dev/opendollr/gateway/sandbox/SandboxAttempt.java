package dev.opendollr.gateway.sandbox;

import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.AttemptId;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.gateway.sandbox.Fate.Fails;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/// An attempt as the sandbox stores it: without the account, which is not needed once the plan is made.
record SandboxAttempt(
        AttemptId id,
        Optional<UUID> reference,
        Attempt.Kind kind,
        PaymentMethod method,
        Money amount,
        Optional<AttemptId> original,
        Money refunded,
        String providerId,
        Optional<String> clientSecret,
        Instant createdAt,
        Plan plan) {
    enum State {
        PROCESSING,
        REQUIRES_ACTION,
        COMPLETED,
        FAILED
    }

    State state(Instant at) {
        if (plan.isSettled(at)) {
            return State.COMPLETED;
        }
        if (plan.isDeclined(at)) {
            return State.FAILED;
        }
        return clientSecret.isPresent() ? State.REQUIRES_ACTION : State.PROCESSING;
    }

    Outcome outcome(Instant at) {
        return switch (state(at)) {
            case PROCESSING -> new Outcome.Accepted(providerId);
            case REQUIRES_ACTION -> new Outcome.NeedsAction(providerId, clientSecret.orElseThrow());
            case COMPLETED -> new Outcome.Settled(providerId);
            case FAILED -> declined(plan.decline().orElseThrow());
        };
    }

    /// Why this attempt does not allow `refund`; empty when it does.
    Optional<Fails> refusal(Attempt refund, Instant at) {
        if (kind != Attempt.Kind.COLLECT) {
            return Optional.of(new Fails("NOT_FOUND", "There is no such collection"));
        }
        if (!plan.isSettled(at)) {
            return Optional.of(new Fails("INVALID_STATE", "The collection has not completed"));
        }
        if (!amount.isSameCurrency(refund.amount())) {
            return Optional.of(new Fails("INVALID_CURRENCY", "The collection was made in another currency"));
        }
        return refunded.plus(refund.amount()).isGreaterThan(amount)
                ? Optional.of(new Fails("AMOUNT_TOO_LARGE", "The amount is more than is left of the collection"))
                : Optional.empty();
    }

    SandboxAttempt with(Plan changed) {
        return new SandboxAttempt(
                id, reference, kind, method, amount, original, refunded, providerId, clientSecret, createdAt, changed);
    }

    static Outcome.Declined declined(Fails failure) {
        return new Outcome.Declined(failure.code(), failure.message());
    }

    /// Without the client secret.
    @Override
    public String toString() {
        return "SandboxAttempt[" + id + ", " + kind + ", " + method + "]";
    }
}
