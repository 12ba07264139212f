package dev.opendollr.base.money;

import dev.opendollr.base.problem.Reason;
import org.joda.money.CurrencyUnit;

/// Why a number is not accepted as an amount.
public sealed interface MoneyReason extends Reason {
    record RoundsToZero(CurrencyUnit currency) implements MoneyReason {}
}
