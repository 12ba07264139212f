package dev.opendollr.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/// One posting from the wallet's point of view: incoming money is positive, outgoing money negative.
public record Entry(
        long id,
        Movement.Kind movement,
        Money amount,
        LedgerAccount counterAccount,
        Optional<UUID> referenceId,
        Instant createdAt) {}
