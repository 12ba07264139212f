package dev.opendollr.session;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.OperationType;
import java.time.Instant;
import java.util.Optional;

/// An intent to move money, good for one execution until it expires.
public record Session(
        MerchantId merchant,
        SessionId id,
        Status status,
        Intent intent,
        Instant expiresAt,
        Instant createdAt,
        Instant updatedAt) {
    public enum Status {
        ACTIVE,
        /// An execution has used it up.
        CONSUMED
    }

    /// Why `operation` cannot use this session at `now`; empty when it can.
    public Optional<SessionReason> refusal(OperationType operation, Instant now) {
        if (intent.operation() != operation) {
            return Optional.of(new SessionReason.ForOtherOperation(intent.operation(), operation));
        }
        if (status != Status.ACTIVE) {
            return Optional.of(new SessionReason.NotActive(status));
        }
        return now.isBefore(expiresAt) ? Optional.empty() : Optional.of(new SessionReason.Expired());
    }
}
