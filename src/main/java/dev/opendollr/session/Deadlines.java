package dev.opendollr.session;

import dev.opendollr.identity.MerchantId;
import dev.opendollr.source.SourceId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Tells until when sources can be paid.
@FunctionalInterface
public interface Deadlines {
    /// The first moment at which it is too late; empty for a source that can be paid at any time.
    Optional<Instant> of(Handle tx, MerchantId merchant, SourceId source);
}
