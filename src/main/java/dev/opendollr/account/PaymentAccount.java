package dev.opendollr.account;

import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.money.Provider;
import dev.opendollr.party.PartyId;
import java.time.Instant;
import java.util.Optional;

/// Where a party's money comes from or goes to. The number is the phone of a mobile-money account or the card's
/// name at the card gateway; it is sent only to the gateway and never appears in an answer.
public record PaymentAccount(
        PaymentAccountId id,
        OperationType operationType,
        String accountName,
        Provider provider,
        PaymentMethod method,
        PartyId partyId,
        Optional<String> countryCode,
        Optional<String> insensitiveAccountNumber,
        boolean isActive,
        Instant createdAt,
        Instant updatedAt) {
    @Override
    public String toString() {
        return "PaymentAccount[id=" + id.value() + ", method=" + method + ", insensitiveAccountNumber=***]";
    }
}
