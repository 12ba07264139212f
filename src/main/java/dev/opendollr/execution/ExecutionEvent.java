package dev.opendollr.execution;

/// What a gateway's answer means for an execution.
enum ExecutionEvent {
    /// The gateway works on it, or its outcome is not known yet.
    PROCEED,
    /// The money has moved.
    SETTLE,
    /// No money has moved, and none will.
    DECLINE
}
