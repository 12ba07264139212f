package dev.opendollr.money;

import dev.opendollr.problem.Reason;
import org.joda.money.CurrencyUnit;

/// Why a number is no amount.
public sealed interface MoneyReason extends Reason {
    record RoundsToZero(CurrencyUnit currency) implements MoneyReason {}
}
