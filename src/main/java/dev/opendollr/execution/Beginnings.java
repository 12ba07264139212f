package dev.opendollr.execution;

import dev.opendollr.account.AccountReason;
import dev.opendollr.account.PaymentAccount;
import dev.opendollr.account.PaymentAccounts;
import dev.opendollr.base.identity.Actor;
import dev.opendollr.base.identity.ExecutionId;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.problem.Reason;
import dev.opendollr.execution.Execution.Request;
import dev.opendollr.gateway.AttemptId;
import dev.opendollr.ledger.Ledger;
import dev.opendollr.merchant.Merchant;
import dev.opendollr.merchant.Merchants;
import dev.opendollr.party.Counterparties;
import dev.opendollr.party.Counterparty;
import dev.opendollr.party.Party;
import dev.opendollr.pricing.Quote;
import dev.opendollr.session.Intent;
import dev.opendollr.session.Session;
import dev.opendollr.session.SessionReason;
import dev.opendollr.session.Sessions;
import dev.opendollr.source.Payables;
import dev.opendollr.source.SourceId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The first step of every movement: decides and stores the decision in one transaction. Locks, in this order:
/// the counterparty of a transfer, the source, the session, the original execution, the wallets, the receiver
/// of a transfer.
final class Beginnings {
    private static final String SESSION = "session_id";

    private final Merchants merchants;
    private final PaymentAccounts accounts;
    private final Counterparties counterparties;
    private final Sessions sessions;
    private final ExecutionQuotes quotes;
    private final Drafts drafts;
    private final InstantSource clock;

    Beginnings(
            Merchants merchants,
            PaymentAccounts accounts,
            Counterparties counterparties,
            Sessions sessions,
            ExecutionQuotes quotes,
            Drafts drafts,
            InstantSource clock) {
        this.merchants = merchants;
        this.accounts = accounts;
        this.counterparties = counterparties;
        this.sessions = sessions;
        this.quotes = quotes;
        this.drafts = drafts;
        this.clock = clock;
    }

    /// One attempt to begin: the transaction, who asks for what, and the wallet's refusal if an earlier attempt
    /// met one.
    record Start(Handle tx, MerchantId merchant, Actor actor, Ask ask, Optional<String> walletRefusal) {}

    Beginning begin(Start start) {
        return switch (start.ask().operation()) {
            case COLLECTION -> collection(start);
            case PAYOUT -> payout(start);
            case TRANSFER -> transfer(start);
            case REFUND -> refund(start);
        };
    }

    /// Why the session of `ask` cannot be used, as far as this is known without a lock. One statement on `tx`.
    Optional<SessionReason> sessionRefusal(Handle tx, MerchantId merchant, Ask ask) {
        var session = sessions.find(tx, merchant, ask.sessionId());
        return session.isEmpty()
                ? Optional.of(new SessionReason.NoSuchSession())
                : session.get().refusal(ask.operation(), clock.instant());
    }

    private Beginning collection(Start start) {
        var tx = start.tx();
        var sourceId = intent(start, Intent.Checkout.class).sourceId();
        var source = Payables.hold(tx, start.merchant(), sourceId).orElseThrow();
        var session =
                sessions.hold(tx, start.merchant(), start.ask().sessionId()).orElseThrow();
        var refusal = refusal(start, session).or(() -> Payables.refusal(source));
        if (refusal.isPresent()) {
            return known(start, refusal.get());
        }
        var account = account(start, "payment_account_id");
        if (account.method().kind() == PaymentMethod.Kind.WALLET) {
            throw ProblemException.refused(
                    "payment_account_id", new ExecutionReason.NotCollectedFrom(account.method()));
        }
        var quote = quotes.collection(tx, source, start.ask().currency().orElseThrow(), account.method());
        var request = request(start.ask(), Optional.of(sourceId), Optional.empty());
        sessions.consume(tx, session);
        var execution = insert(start, request, account.method(), quote, Optional.of(session.expiresAt()));
        Payables.start(tx, start.actor(), source, clock.instant());
        return Beginning.asking(execution, execution.attempt(account.insensitiveAccountNumber(), Optional.empty()));
    }

    private Beginning payout(Start start) {
        var intent = intent(start, Intent.Payout.class);
        var session = sessions.hold(start.tx(), start.merchant(), start.ask().sessionId())
                .orElseThrow();
        var refusal = refusal(start, session);
        if (refusal.isPresent()) {
            return known(start, refusal.get());
        }
        if (!start.ask().accountId().equals(Optional.of(intent.payoutAccountId()))) {
            throw ProblemException.refused("payout_account_id", new ExecutionReason.AccountOfNoSession());
        }
        var account = account(start, "payout_account_id");
        var quote = quotes.outgoing(start, intent.amount(), account.method());
        var request = request(start.ask(), Optional.empty(), Optional.empty());
        sessions.consume(start.tx(), session);
        return setAside(start, request, account.method(), quote, account.insensitiveAccountNumber(), Optional.empty());
    }

    private Beginning refund(Start start) {
        var tx = start.tx();
        var intent = intent(start, Intent.Refund.class);
        var sourceId = ExecutionTable.find(tx, start.merchant(), intent.originalId())
                .flatMap(original -> original.request().sourceId())
                .orElseThrow();
        var _ = Payables.hold(tx, start.merchant(), sourceId).orElseThrow();
        var session =
                sessions.hold(tx, start.merchant(), start.ask().sessionId()).orElseThrow();
        // The lock serializes the refunds of one collection: each must see what the others give back.
        var original =
                ExecutionTable.lock(tx, start.merchant(), intent.originalId()).orElseThrow();
        var refusal = refusal(start, session);
        if (refusal.isPresent()) {
            return known(start, refusal.get());
        }
        var quote = quotes.refund(start, original, intent.amount());
        var accountId = original.request().paymentAccountId().orElseThrow();
        var account = accounts.find(tx, start.merchant(), accountId).orElseThrow();
        var request = new Request(
                start.ask().operation(),
                start.ask().referenceId(),
                Optional.of(start.ask().sessionId()),
                Optional.of(sourceId),
                Optional.of(accountId),
                Optional.of(original.id()));
        sessions.consume(tx, session);
        return setAside(
                start,
                request,
                original.method(),
                quote,
                account.insensitiveAccountNumber(),
                Optional.of(original.attemptId()));
    }

    /// A transfer uses no gateway, so this step also ends it.
    private Beginning transfer(Start start) {
        var intent = intent(start, Intent.Transfer.class);
        // The counterparty cannot change until the transfer is stored.
        var counterparty = counterparties.share(start.tx(), start.merchant(), intent.toCounterpartyId());
        var session = sessions.hold(start.tx(), start.merchant(), start.ask().sessionId())
                .orElseThrow();
        var refusal = refusal(start, session);
        if (refusal.isPresent()) {
            return known(start, refusal.get());
        }
        var quote = quotes.outgoing(start, intent.amount(), PaymentMethod.WALLET);
        var request = request(start.ask(), Optional.empty(), Optional.empty());
        var receiver = receiver(start, counterparty);
        sessions.consume(start.tx(), session);
        var failure = receiver.isEmpty()
                ? Optional.of("No other verified merchant has the phone of this counterparty")
                : start.walletRefusal();
        if (failure.isPresent()) {
            return failed(start, request, PaymentMethod.WALLET, quote, failure.get());
        }
        return Beginning.decided(transferTo(start, request, quote, receiver.orElseThrow()));
    }

    private Execution transferTo(Start start, Request request, Quote quote, Merchant receiver) {
        var at = clock.instant();
        var draft = drafts.of(start.merchant(), request, PaymentMethod.WALLET, ExecutionStatus.COMPLETED, quote);
        var execution = drafts.insert(start.tx(), start.actor(), draft);
        Ledger.hold(start.tx(), quote.payerAmount().getCurrencyUnit(), start.merchant(), receiver.id(), at);
        // Locked after the wallets, so that a transfer that waits for a wallet does not block an operator who
        // changes the receiver.
        if (merchants
                .shareVerifiedByPhone(start.tx(), receiver.phone().orElseThrow())
                .filter(now -> now.id().equals(receiver.id()))
                .isEmpty()) {
            throw new ProblemException(new Unavailable(new ExecutionReason.ReceiverChanged()));
        }
        Ledger.book(start.tx(), Movements.sent(execution), at).ifPresent(why -> {
            throw new WalletRefused(why);
        });
        Ledger.book(start.tx(), Movements.received(execution, receiver.id()), at)
                .ifPresent(why -> {
                    throw new WalletRefused("The receiver's wallet takes no money");
                });
        return execution;
    }

    private Optional<Merchant> receiver(Start start, Optional<Counterparty> counterparty) {
        return counterparty
                .flatMap(Counterparty::party)
                .flatMap(Party::phone)
                .flatMap(phone -> merchants.verifiedByPhone(start.tx(), phone))
                .filter(found -> !found.id().equals(start.merchant()));
    }

    /// Takes the money out of the wallet at once, so that no other movement can spend it.
    private Beginning setAside(
            Start start,
            Request request,
            PaymentMethod method,
            Quote quote,
            Optional<String> account,
            Optional<AttemptId> originalAttempt) {
        if (start.walletRefusal().isPresent()) {
            return failed(start, request, method, quote, start.walletRefusal().get());
        }
        var execution = insert(start, request, method, quote, Optional.empty());
        takeOut(start, execution).ifPresent(why -> {
            throw new WalletRefused(why);
        });
        return Beginning.asking(execution, execution.attempt(account, originalAttempt));
    }

    /// Sets the money aside, or returns why the wallet refuses. A wallet that may not be debited also refuses a
    /// movement that would take nothing from it.
    private Optional<String> takeOut(Start start, Execution execution) {
        var amount = execution.quote().payerAmount();
        return amount.isZero()
                ? Ledger.refusalToGive(start.tx(), start.merchant(), amount.getCurrencyUnit())
                : Ledger.book(start.tx(), Movements.setAside(execution), clock.instant());
    }

    private Beginning failed(Start start, Request request, PaymentMethod method, Quote quote, String why) {
        var draft = drafts.of(start.merchant(), request, method, ExecutionStatus.FAILED, quote);
        return Beginning.decided(drafts.insert(start.tx(), start.actor(), draft.because(why)));
    }

    private Execution insert(
            Start start, Request request, PaymentMethod method, Quote quote, Optional<Instant> waitsUntil) {
        var draft = drafts.of(start.merchant(), request, method, ExecutionStatus.PENDING, quote);
        return drafts.insertToAsk(start.tx(), start.actor(), draft, waitsUntil);
    }

    private static Request request(Ask ask, Optional<SourceId> source, Optional<ExecutionId> original) {
        return new Request(
                ask.operation(), ask.referenceId(), Optional.of(ask.sessionId()), source, ask.accountId(), original);
    }

    /// The intent of the session. It is read before any lock, because an intent never changes.
    private <I extends Intent> I intent(Start start, Class<I> kind) {
        var session = sessions.find(start.tx(), start.merchant(), start.ask().sessionId())
                .orElseThrow(() -> ProblemException.refused(SESSION, new SessionReason.NoSuchSession()));
        if (!kind.isInstance(session.intent())) {
            throw ProblemException.refused(SESSION, refusal(start, session).orElseThrow());
        }
        return kind.cast(session.intent());
    }

    /// Looks up the reference again under the locks: a parallel request with the same reference may have used
    /// the session. If nothing is refused, the insert notices such a request.
    private static Beginning known(Start start, Reason why) {
        return ExecutionTable.findByReference(
                        start.tx(), start.merchant(), start.ask().referenceId())
                .map(start.ask()::same)
                .map(Beginning::known)
                .orElseThrow(() -> ProblemException.refused(SESSION, why));
    }

    private Optional<Reason> refusal(Start start, Session session) {
        return session.refusal(start.ask().operation(), clock.instant()).map(Reason.class::cast);
    }

    private PaymentAccount account(Start start, String argument) {
        var id = start.ask().accountId().orElseThrow();
        return accounts.find(start.tx(), start.merchant(), id)
                .filter(PaymentAccount::isActive)
                .orElseThrow(() -> ProblemException.refused(argument, new AccountReason.NoSuchActiveAccount()));
    }
}
