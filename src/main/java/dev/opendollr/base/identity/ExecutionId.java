package dev.opendollr.base.identity;

/// The number of an execution, unique among the executions of all merchants.
public record ExecutionId(long value) implements Id {}
