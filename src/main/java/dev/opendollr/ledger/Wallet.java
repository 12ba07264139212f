package dev.opendollr.ledger;

import java.time.Instant;
import org.joda.money.Money;

/// A merchant's money in one currency.
public record Wallet(WalletId id, WalletStatus status, Money balance, Instant createdAt, Instant updatedAt) {}
