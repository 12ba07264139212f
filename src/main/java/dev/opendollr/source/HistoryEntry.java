package dev.opendollr.source;

import dev.opendollr.base.text.TextRule;
import java.time.Instant;
import java.util.Optional;

/// One event of a source: the statuses before and after it, when it happened, who asked for it and why. `actor` is
/// the name of an [dev.opendollr.base.identity.Actor].
public record HistoryEntry(
        int version,
        EventType type,
        Optional<SourceStatus> fromStatus,
        SourceStatus toStatus,
        Instant at,
        String actor,
        String requestId,
        Optional<String> reason) {
    /// How many characters of a reason are stored.
    public static final int REASON_MAX = 255;

    public enum EventType {
        CREATED,
        UPDATED,
        ITEM_ADDED,
        ITEM_UPDATED,
        ITEM_REMOVED,
        PUBLISHED,
        CANCELED,
        PAYMENT_STARTED,
        PAYMENT_FAILED,
        PAID,
        CANCEL_REQUESTED,
        /// A payment arrived that is not kept; its money is on the way back to the payer.
        PAYMENT_NOT_KEPT,
        /// The money of such a payment has been returned.
        PAYMENT_RETURNED,
        REFUNDED
    }

    /// The reason as it is stored. A long one is cut and not refused, so that the event is recorded in any
    /// case.
    public static Optional<String> reason(Optional<String> why) {
        return why.map(text -> TextRule.length(text) <= REASON_MAX
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, REASON_MAX - 1))) + "…");
    }
}
