package dev.opendollr.feed;

import dev.opendollr.problem.Reason;

/// Why the feed cannot be read from where a caller asks.
public sealed interface FeedReason extends Reason {
    /// What follows the cursor was deleted.
    record NotKept() implements FeedReason {}
}
