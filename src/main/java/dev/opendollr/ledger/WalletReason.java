package dev.opendollr.ledger;

import dev.opendollr.base.problem.Reason;
import org.joda.money.CurrencyUnit;

/// Why a wallet refuses.
public sealed interface WalletReason extends Reason {
    record TakesNothing(CurrencyUnit currency, WalletStatus status) implements WalletReason {}
}
