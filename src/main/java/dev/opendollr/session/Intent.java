package dev.opendollr.session;

import dev.opendollr.account.PaymentAccountId;
import dev.opendollr.base.identity.ExecutionId;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.ledger.WalletId;
import dev.opendollr.party.CounterpartyId;
import dev.opendollr.source.SourceId;
import java.util.Optional;
import org.joda.money.Money;

/// What the merchant wants to do with money.
public sealed interface Intent {
    /// Collect what a source asks for.
    record Checkout(SourceId sourceId) implements Intent {}

    /// Send money from a wallet to a payment account.
    record Payout(WalletId walletId, PaymentAccountId payoutAccountId, Money amount) implements Intent {}

    /// Send money from a wallet to another merchant.
    record Transfer(WalletId fromWalletId, CounterpartyId toCounterpartyId, Money amount) implements Intent {}

    /// Refund a part or all of what an execution collected. The amount is in the payer's currency.
    record Refund(ExecutionId originalId, Money amount, Optional<String> reason) implements Intent {}

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
