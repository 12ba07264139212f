package dev.opendollr.source;

/// The answer of the state machine to one event.
public sealed interface Transition {
    /// The event happens; the new status of the source is `to`.
    record Moved(SourceStatus to) implements Transition {}

    /// The event has happened already; nothing happens again.
    record Repeated() implements Transition {}

    /// The event cannot happen; the reason says what to do instead.
    record Refused(SourceReason reason) implements Transition {}

    static Transition moved(SourceStatus to) {
        return new Moved(to);
    }

    static Transition refused(SourceReason reason) {
        return new Refused(reason);
    }
}
