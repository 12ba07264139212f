package dev.opendollr.source;

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
}
