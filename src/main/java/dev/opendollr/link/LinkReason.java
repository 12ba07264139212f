package dev.opendollr.link;

import dev.opendollr.problem.Reason;
import dev.opendollr.source.SourceKind;

/// Why there is no link to a source.
public sealed interface LinkReason extends Reason {
    record NotAsPaymentLink(SourceKind kind) implements LinkReason {}

    record NotPublished() implements LinkReason {}

    record Canceled() implements LinkReason {}
}
