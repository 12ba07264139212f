package dev.opendollr.session;

import dev.opendollr.money.OperationType;
import java.util.Optional;
import org.joda.money.Money;

/// What is to be done with money.
public sealed interface Intent {
    /// Collect what a source asks for.
    record Checkout(long sourceId) implements Intent {}

    /// Send money from a wallet to a payment account.
    record Payout(long walletId, long payoutAccountId, Money amount) implements Intent {}

    /// Send money from a wallet to another merchant.
    record Transfer(long fromWalletId, long toCounterpartyId, Money amount) implements Intent {}

    /// Give back a part or the whole of what an execution collected, in the payer's currency.
    record Refund(long originalId, Money amount, Optional<String> reason) implements Intent {}

    /// The operation that carries it out.
    default OperationType operation() {
        return switch (this) {
            case Checkout _ -> OperationType.COLLECTION;
            case Payout _ -> OperationType.PAYOUT;
            case Transfer _ -> OperationType.TRANSFER;
            case Refund _ -> OperationType.REFUND;
        };
    }
}
