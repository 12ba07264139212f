package dev.opendollr.execution;

import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.problem.Reason;

/// Why money is not moved, or why an operator's statement about it is refused.
sealed interface ExecutionReason extends Reason {
    record NotCollectedFrom(PaymentMethod method) implements ExecutionReason {}

    record AccountOfNoSession() implements ExecutionReason {}

    record OtherRefundInFlight() implements ExecutionReason {}

    /// The reference was used before, for a request that differs in this part.
    record ReferenceOfOther(Difference difference) implements ExecutionReason {}

    record ThroughNoGateway() implements ExecutionReason {}

    record KnownAlready(ExecutionStatus status) implements ExecutionReason {}

    record CollectionCompleted() implements ExecutionReason {}

    record PayoutCompleted() implements ExecutionReason {}

    record RefundCompleted() implements ExecutionReason {}

    record TransferCompleted() implements ExecutionReason {}

    record MoveKnownAlready() implements ExecutionReason {}

    record NoGatewayAsked() implements ExecutionReason {}

    /// The payer has not seen the last attempt.
    record AttemptedSince() implements ExecutionReason {}

    record ReceiverChanged() implements ExecutionReason {}

    /// The parts in which two requests can differ.
    enum Difference {
        OPERATION,
        SESSION,
        SOURCE,
        ACCOUNT,
        CURRENCY
    }
}
