package dev.opendollr.base.identity;

/// The number of an execution among all of them.
public record ExecutionId(long value) implements Id {}
