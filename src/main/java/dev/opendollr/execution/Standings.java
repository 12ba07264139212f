package dev.opendollr.execution;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.source.SourceId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// How the attempts to pay a source stand, for the pages of its payer.
public final class Standings {
    private static final Standing NO_ATTEMPT = new Standing(Optional.empty(), 0, true, List.of());

    private Standings() {}

    /// Takes part in the snapshot of `tx`. One statement, and a second one when money came that is not kept.
    public static Standing of(Handle tx, MerchantId merchant, SourceId source) {
        return StandingTable.find(tx, merchant, source)
                .map(found -> new Standing(
                        Optional.of(found.newest()),
                        found.attempts(),
                        found.declined() == found.attempts(),
                        found.notKept() == 0 ? List.of() : StandingTable.returns(tx, merchant, source)))
                .orElse(NO_ATTEMPT);
    }
}
