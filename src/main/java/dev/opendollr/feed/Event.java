package dev.opendollr.feed;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One change in the feed. Numbers ascend, with gaps. The numbers of one object ascend with its versions.
///
/// @param referenceId the reference of an execution; empty for a source
public record Event(
        long number,
        ChangedKind kind,
        long objectId,
        int version,
        String type,
        Instant at,
        Optional<UUID> referenceId) {}
