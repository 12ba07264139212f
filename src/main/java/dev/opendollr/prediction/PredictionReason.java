package dev.opendollr.prediction;

import dev.opendollr.base.problem.Reason;

/// Why there is no prediction for a source.
public sealed interface PredictionReason extends Reason {
    record NotPublished() implements PredictionReason {}

    record Canceled() implements PredictionReason {}
}
