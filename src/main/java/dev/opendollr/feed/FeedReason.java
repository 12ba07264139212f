package dev.opendollr.feed;

import dev.opendollr.base.problem.Reason;

/// Why the feed cannot be read from the place that a caller asks for.
public sealed interface FeedReason extends Reason {
    /// What follows the cursor was deleted, or belongs to a history that was lost.
    record NotKept() implements FeedReason {}
}
