package dev.opendollr.execution;

/// What happened to an execution.
enum EventType {
    STARTED,
    ACCEPTED,
    ACTION_REQUIRED,
    /// Nobody knows whether the gateway has it.
    UNKNOWN,
    COMPLETED,
    FAILED,
    /// Money moved that must not be kept.
    NOT_KEPT,
    /// The gateway takes back what it had said.
    CONTRADICTED
}
