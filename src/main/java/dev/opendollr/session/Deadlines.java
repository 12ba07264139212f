package dev.opendollr.session;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.source.SourceId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Tells until when sources can be paid.
@FunctionalInterface
public interface Deadlines {
    /// The first moment at which the source can no longer be paid. Empty for a source without a deadline.
    Optional<Instant> of(Handle tx, MerchantId merchant, SourceId source);
}
