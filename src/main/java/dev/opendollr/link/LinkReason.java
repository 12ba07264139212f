package dev.opendollr.link;

import dev.opendollr.base.problem.Reason;
import dev.opendollr.source.SourceKind;

/// Why no link to a source is given out.
public sealed interface LinkReason extends Reason {
    record NotAsPaymentLink(SourceKind kind) implements LinkReason {}

    record NotPublished() implements LinkReason {}

    record Canceled() implements LinkReason {}
}
