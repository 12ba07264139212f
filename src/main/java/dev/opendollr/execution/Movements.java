package dev.opendollr.execution;

import static dev.opendollr.ledger.LedgerAccount.CLEARING;
import static dev.opendollr.ledger.LedgerAccount.EXCHANGE;
import static dev.opendollr.ledger.LedgerAccount.FX_FEES;
import static dev.opendollr.ledger.LedgerAccount.GATEWAY;
import static dev.opendollr.ledger.LedgerAccount.GATEWAY_FEES;
import static dev.opendollr.ledger.LedgerAccount.IN_TRANSIT;
import static dev.opendollr.ledger.LedgerAccount.PLATFORM_FEES;
import static dev.opendollr.ledger.LedgerAccount.SUSPENSE;
import static dev.opendollr.ledger.LedgerAccount.WALLET;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.ledger.LedgerAccount;
import dev.opendollr.ledger.Movement;
import dev.opendollr.ledger.Movement.Cause;
import dev.opendollr.ledger.Movement.Kind;
import dev.opendollr.ledger.Posting;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;

/// The movements that an execution makes: the table of docs/money.md as code.
final class Movements {
    private Movements() {}

    /// The payer's money has come and is kept.
    static Movement collected(Execution execution) {
        return movement(execution, Kind.COLLECTION, through(execution, GATEWAY, WALLET));
    }

    /// The payer's money has come and is not kept.
    static Movement notKept(Execution execution) {
        return step(
                execution,
                Kind.COLLECTION_NOT_KEPT,
                GATEWAY,
                SUSPENSE,
                execution.quote().payerAmount());
    }

    /// Money that was not kept has gone back.
    static Movement returned(Execution execution) {
        return step(execution, Kind.RETURN, SUSPENSE, GATEWAY, execution.quote().payeeAmount());
    }

    /// Money of the wallet is set aside until the gateway has decided.
    static Movement setAside(Execution execution) {
        return step(
                execution,
                kind(execution, Kind.PAYOUT_STARTED, Kind.REFUND_STARTED),
                WALLET,
                IN_TRANSIT,
                taken(execution));
    }

    /// What was set aside has reached its payee.
    static Movement delivered(Execution execution) {
        return movement(
                execution,
                kind(execution, Kind.PAYOUT_COMPLETED, Kind.REFUND_COMPLETED),
                through(execution, IN_TRANSIT, GATEWAY));
    }

    /// The money set aside goes back to the wallet.
    static Movement takenBack(Execution execution) {
        return step(
                execution,
                kind(execution, Kind.PAYOUT_FAILED, Kind.REFUND_FAILED),
                IN_TRANSIT,
                WALLET,
                taken(execution));
    }

    /// The gateway has paid although it had declined and the wallet was re-credited. The platform bears the
    /// loss until an operator has settled it with the merchant.
    static Movement deliveredLate(Execution execution) {
        return step(
                execution,
                kind(execution, Kind.PAYOUT_LATE, Kind.REFUND_LATE),
                SUSPENSE,
                GATEWAY,
                execution.quote().payeeAmount());
    }

    static Movement sent(Execution execution) {
        return movement(execution, Kind.TRANSFER_SENT, through(execution, WALLET, CLEARING));
    }

    /// The other side of a transfer, in the books of the merchant who receives it.
    static Movement received(Execution execution, MerchantId receiver) {
        return new Movement(
                receiver,
                Kind.TRANSFER_RECEIVED,
                new Cause.Received(execution.merchant(), execution.id()),
                List.of(new Posting(CLEARING, WALLET, execution.quote().payeeAmount())));
    }

    /// From the payer's account to the payee's, with a conversion if the currencies differ. The fees are taken
    /// out on the way.
    private static List<Posting> through(Execution execution, LedgerAccount from, LedgerAccount to) {
        var quote = execution.quote();
        List<Posting> postings = new ArrayList<>();
        if (quote.rate().isPresent()) {
            add(postings, from, EXCHANGE, quote.withoutFees());
            add(postings, EXCHANGE, to, quote.payeeAmount());
        } else {
            add(postings, from, to, quote.payeeAmount());
        }
        add(postings, from, PLATFORM_FEES, quote.platformFee());
        quote.gatewayFee().ifPresent(fee -> add(postings, from, GATEWAY_FEES, fee));
        quote.fxFee().ifPresent(fee -> add(postings, from, FX_FEES, fee));
        return postings;
    }

    /// A posting of zero is left out.
    private static void add(List<Posting> postings, LedgerAccount from, LedgerAccount to, Money amount) {
        if (!amount.isZero()) {
            postings.add(new Posting(from, to, amount));
        }
    }

    private static Money taken(Execution execution) {
        return execution.quote().payerAmount();
    }

    private static Kind kind(Execution execution, Kind ofPayout, Kind ofRefund) {
        return switch (execution.operation()) {
            case PAYOUT -> ofPayout;
            case REFUND -> ofRefund;
            case COLLECTION, TRANSFER -> throw new IllegalArgumentException("nothing is set aside for it");
        };
    }

    private static Movement step(Execution execution, Kind kind, LedgerAccount from, LedgerAccount to, Money amount) {
        List<Posting> postings = new ArrayList<>();
        add(postings, from, to, amount);
        return movement(execution, kind, postings);
    }

    private static Movement movement(Execution execution, Kind kind, List<Posting> postings) {
        return new Movement(execution.merchant(), kind, new Cause.Execution(execution.id()), postings);
    }
}
