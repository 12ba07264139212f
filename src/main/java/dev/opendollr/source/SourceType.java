package dev.opendollr.source;

import dev.opendollr.base.problem.ProblemException;

/// The kinds of source that a request can name. This service has no subscriptions, so a request for one finds
/// nothing.
public enum SourceType {
    INVOICE,
    ORDER,
    SUBSCRIPTION;

    /// The kind of source that it asks for; a refusal when there is none.
    public SourceKind kind() {
        return switch (this) {
            case INVOICE -> SourceKind.INVOICE;
            case ORDER -> SourceKind.ORDER;
            case SUBSCRIPTION -> throw ProblemException.notFound("Subscription");
        };
    }
}
