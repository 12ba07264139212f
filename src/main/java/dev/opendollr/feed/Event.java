package dev.opendollr.feed;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One change as the feed tells it. Numbers ascend, with gaps, and those of one object ascend with its versions.
///
/// @param referenceId of an execution
public record Event(
        long number,
        ChangedKind kind,
        long objectId,
        int version,
        String type,
        Instant at,
        Optional<UUID> referenceId) {}
