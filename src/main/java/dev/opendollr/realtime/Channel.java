package dev.opendollr.realtime;

import dev.opendollr.identity.MerchantId;
import java.util.UUID;

/// What a key lets its holder hear: the news of one payment.
public record Channel(MerchantId merchant, long sessionId, UUID referenceId) {
    public String name() {
        return "payment-intent:" + sessionId + ":" + referenceId;
    }
}
