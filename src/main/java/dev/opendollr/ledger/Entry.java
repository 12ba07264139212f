package dev.opendollr.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/// One posting as the wallet saw it: what came in is positive, what went out negative.
public record Entry(
        long id,
        Movement.Kind movement,
        Money amount,
        Account counterAccount,
        Optional<UUID> referenceId,
        Instant createdAt) {}
