package dev.opendollr.execution;

import dev.opendollr.money.PaymentMethod;
import dev.opendollr.problem.Reason;

/// Why money is not moved, or why nothing can be stated of money that is on its way.
sealed interface ExecutionReason extends Reason {
    record NotCollectedFrom(PaymentMethod method) implements ExecutionReason {}

    record AccountOfNoSession() implements ExecutionReason {}

    record OtherRefundInFlight() implements ExecutionReason {}

    /// The reference was used before, for something that differs in this.
    record ReferenceOfOther(Difference difference) implements ExecutionReason {}

    record ThroughNoGateway() implements ExecutionReason {}

    record KnownAlready(ExecutionStatus status) implements ExecutionReason {}

    record CollectionCompleted() implements ExecutionReason {}

    record PayoutCompleted() implements ExecutionReason {}

    record RefundCompleted() implements ExecutionReason {}

    record TransferCompleted() implements ExecutionReason {}

    record MoveKnownAlready() implements ExecutionReason {}

    record NoGatewayAsked() implements ExecutionReason {}

    /// In what two executions can differ.
    enum Difference {
        OPERATION,
        SESSION,
        ACCOUNT,
        CURRENCY
    }
}
