package dev.opendollr.ledger;

import dev.opendollr.base.identity.Id;

/// The number of a wallet among all of them.
public record WalletId(long value) implements Id {}
