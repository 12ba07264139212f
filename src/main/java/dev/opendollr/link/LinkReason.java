package dev.opendollr.link;

import dev.opendollr.base.problem.Reason;

/// Why no link to a source is given out.
public sealed interface LinkReason extends Reason {
    record NotPublished() implements LinkReason {}

    record Canceled() implements LinkReason {}
}
