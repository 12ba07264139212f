package dev.opendollr.source;

import dev.opendollr.text.TextRule;
import java.time.Instant;
import java.util.Optional;

/// One thing that happened to a source. The statuses around it, when, which credential asked for it and why.
public record HistoryEntry(
        int version,
        EventType type,
        Optional<SourceStatus> fromStatus,
        SourceStatus toStatus,
        Instant at,
        String actor,
        String requestId,
        Optional<String> reason) {
    /// So many characters of a reason are kept.
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
        /// Money arrived that is not kept, and is on its way back.
        PAYMENT_NOT_KEPT,
        /// That money has been given back.
        PAYMENT_RETURNED,
        REFUNDED
    }

    /// The reason as it is kept: a long one is cut, so that what happened is written down all the same.
    public static Optional<String> reason(Optional<String> why) {
        return why.map(text -> TextRule.length(text) <= REASON_MAX
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, REASON_MAX - 1))) + "…");
    }
}
