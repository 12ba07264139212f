package dev.opendollr.realtime;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.session.SessionId;
import java.util.UUID;

/// The channel to which a key gives access: the events of one payment.
public record Channel(MerchantId merchant, SessionId sessionId, UUID referenceId) {
    public String name() {
        return "payment-intent:" + sessionId.value() + ":" + referenceId;
    }
}
