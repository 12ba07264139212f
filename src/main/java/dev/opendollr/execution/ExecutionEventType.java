package dev.opendollr.execution;

/// What happened to an execution.
enum ExecutionEventType {
    STARTED,
    ACCEPTED,
    ACTION_REQUIRED,
    /// It is not known whether the gateway has it.
    UNKNOWN,
    COMPLETED,
    FAILED,
    /// Money moved that must not be kept.
    NOT_KEPT,
    /// The gateway contradicts its earlier answer.
    CONTRADICTED
}
