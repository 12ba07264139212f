package dev.opendollr.feed;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// An [Event] on the wire, without its number: that would tell how much all merchants do.
record EventJson(ChangedKind kind, long objectId, int version, String type, Instant at, Optional<UUID> referenceId) {
    static EventJson of(Event event) {
        return new EventJson(
                event.kind(), event.objectId(), event.version(), event.type(), event.at(), event.referenceId());
    }
}
