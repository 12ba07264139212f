package dev.opendollr.ledger;

import dev.opendollr.base.identity.ExecutionId;
import dev.opendollr.base.identity.MerchantId;
import java.util.List;

/// Postings that belong together, and their cause. The table of docs/money.md lists them all.
public record Movement(MerchantId merchant, Kind kind, Cause cause, List<Posting> postings) {
    public enum Kind {
        FUNDING,
        COLLECTION,
        COLLECTION_NOT_KEPT,
        RETURN,
        PAYOUT_STARTED,
        PAYOUT_COMPLETED,
        PAYOUT_FAILED,
        PAYOUT_LATE,
        TRANSFER_SENT,
        TRANSFER_RECEIVED,
        REFUND_STARTED,
        REFUND_COMPLETED,
        REFUND_FAILED,
        REFUND_LATE
    }

    /// What caused a movement.
    public sealed interface Cause {
        /// An execution of the same merchant.
        record Execution(ExecutionId id) implements Cause {}

        /// A transfer of the sending merchant.
        record Received(MerchantId sender, ExecutionId execution) implements Cause {}

        /// A gift of test money from the sandbox.
        record Gift() implements Cause {}
    }

    public Movement {
        postings = List.copyOf(postings);
    }
}
