package dev.opendollr.prediction;

import dev.opendollr.problem.Reason;

/// Why nothing is foretold of a source.
public sealed interface PredictionReason extends Reason {
    record NotPublished() implements PredictionReason {}

    record Canceled() implements PredictionReason {}
}
