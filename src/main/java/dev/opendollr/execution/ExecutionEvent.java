package dev.opendollr.execution;

/// What a gateway's answer means for an execution.
enum ExecutionEvent {
    /// It is being worked on, or nobody knows yet.
    PROCEED,
    /// The money has moved.
    SETTLE,
    /// No money has moved, and none will.
    DECLINE
}
