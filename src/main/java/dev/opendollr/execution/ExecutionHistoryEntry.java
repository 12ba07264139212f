package dev.opendollr.execution;

import java.time.Instant;
import java.util.Optional;

/// One thing that happened to an execution: the statuses around it, when, who brought the news and how they know.
public record ExecutionHistoryEntry(
        int version,
        String type,
        Optional<ExecutionStatus> fromStatus,
        ExecutionStatus toStatus,
        Instant at,
        String actor,
        Optional<String> reason) {}
