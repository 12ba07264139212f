package dev.opendollr.base.http;

/// A request that reaches no handler or that a handler cannot read, with the answer to its sender.
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Status status;

    /// With the words of the status alone.
    Refusal(Status status) {
        this(status, status.words());
    }

    Refusal(Status status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    Status status() {
        return status;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
