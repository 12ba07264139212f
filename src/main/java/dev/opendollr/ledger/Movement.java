package dev.opendollr.ledger;

import dev.opendollr.identity.ExecutionId;
import dev.opendollr.identity.MerchantId;
import java.util.List;

/// Postings that belong together, and why they are made. The table of docs/money.md lists them all.
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

    /// What a movement follows from.
    public sealed interface Cause {
        /// An execution of the same merchant.
        record Execution(ExecutionId id) implements Cause {}

        /// An execution of the merchant that sends.
        record Received(MerchantId sender, ExecutionId execution) implements Cause {}

        /// The sandbox, which gives a merchant something to try things with.
        record Gift() implements Cause {}
    }

    public Movement {
        postings = List.copyOf(postings);
    }
}
