package dev.opendollr.execution;

import java.time.Instant;
import java.util.Optional;

/// One event of an execution: the statuses before and after it, when it happened, who reported it, and
/// `reason`, the explanation that is stored with it, if there is one.
public record ExecutionHistoryEntry(
        int version,
        String type,
        Optional<ExecutionStatus> fromStatus,
        ExecutionStatus toStatus,
        Instant at,
        String actor,
        Optional<String> reason) {}
