package dev.opendollr.session;

import dev.opendollr.account.AccountReason;
import dev.opendollr.account.PaymentAccount;
import dev.opendollr.account.PaymentAccountId;
import dev.opendollr.account.PaymentAccounts;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.identity.ExecutionId;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.Amounts;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.problem.Reason;
import dev.opendollr.ledger.WalletId;
import dev.opendollr.ledger.Wallets;
import dev.opendollr.party.Counterparties;
import dev.opendollr.party.CounterpartyId;
import dev.opendollr.party.PartyReason;
import dev.opendollr.source.Payables;
import dev.opendollr.source.Source;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.SourceReason;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The sessions of merchants, and those that payers open by links. Methods with a parameter `tx` take part in its
/// transaction.
public final class Sessions {
    /// How long a checkout or payout session can be executed. A checkout session ends earlier when the deadline
    /// of its source comes first. Callers choose the expiry of transfer and refund sessions.
    public static final Duration LIFETIME = Duration.ofMinutes(30);

    private static final String SOURCE = "source_id";
    private static final String ACCOUNT = "payout_account_id";
    private static final String AMOUNT = "amount";

    private final Database database;
    private final PaymentAccounts accounts;
    private final Wallets wallets;
    private final Counterparties counterparties;
    private final Refundables refundables;
    private final Deadlines deadlines;
    private final InstantSource clock;

    public Sessions(
            Database database,
            PaymentAccounts accounts,
            Wallets wallets,
            Counterparties counterparties,
            Refundables refundables,
            Deadlines deadlines,
            InstantSource clock) {
        this.database = database;
        this.accounts = accounts;
        this.wallets = wallets;
        this.counterparties = counterparties;
        this.refundables = refundables;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /// Locks the source, so that no session is created while the source is being canceled. A payer's link is
    /// good for its own source only, and only if that source may be paid by links.
    public Session checkout(Handle tx, Caller caller, SourceKind kind, SourceId sourceId) {
        var source = Payables.hold(tx, caller.merchant(), sourceId)
                .filter(found -> found.kind() == kind && isFor(caller, found))
                .orElseThrow(() -> ProblemException.refused(SOURCE, new SessionReason.NoSuchSource(kind)));
        linkRefusal(caller, source).or(() -> Payables.refusal(source)).ifPresent(why -> {
            throw ProblemException.refused(SOURCE, why);
        });
        var at = clock.instant();
        var deadline = deadlines.of(tx, caller.merchant(), sourceId);
        if (deadline.filter(end -> !end.isAfter(at)).isPresent()) {
            throw ProblemException.refused(SOURCE, new SessionReason.TimeToPayIsOver(kind));
        }
        var end = at.plus(LIFETIME);
        return insert(
                tx,
                caller,
                new Intent.Checkout(sourceId),
                deadline.filter(end::isAfter).orElse(end));
    }

    private static boolean isFor(Caller caller, Source source) {
        return switch (caller) {
            case Caller.ByCredential _ -> true;
            case Caller.ByLink(var _, var own, var _) -> own.equals(source.id());
        };
    }

    private static Optional<SourceReason> linkRefusal(Caller caller, Source source) {
        return switch (caller) {
            case Caller.ByCredential _ -> Optional.empty();
            case Caller.ByLink _ ->
                source.asPaymentLink()
                        ? Optional.empty()
                        : Optional.of(new SourceReason.NotAsPaymentLink(source.kind()));
        };
    }

    public Session payout(
            Handle tx,
            Caller.ByCredential caller,
            PaymentAccountId accountId,
            BigDecimal amount,
            CurrencyUnit currency) {
        var account = accounts.find(tx, caller.merchant(), accountId)
                .orElseThrow(() -> ProblemException.refused(ACCOUNT, new AccountReason.NoSuchAccount()));
        payoutRefusal(account).ifPresent(why -> {
            throw ProblemException.refused(ACCOUNT, why);
        });
        var money = rounded(amount, currency);
        var wallet = wallets.open(tx, caller.merchant(), currency);
        var intent = new Intent.Payout(wallet.id(), accountId, money);
        return insert(tx, caller, intent, clock.instant().plus(LIFETIME));
    }

    public Session transfer(
            Handle tx,
            Caller.ByCredential caller,
            WalletId walletId,
            CounterpartyId counterpartyId,
            BigDecimal amount,
            CurrencyUnit currency,
            Instant expiresAt) {
        var wallet = wallets.find(tx, caller.merchant(), walletId)
                .orElseThrow(() -> ProblemException.refused("from_wallet_id", new SessionReason.NoSuchWallet()));
        if (counterparties.find(tx, caller.merchant(), counterpartyId).isEmpty()) {
            throw ProblemException.refused("to_counterparty_id", new PartyReason.NoSuchCounterparty());
        }
        var held = wallet.balance().getCurrencyUnit();
        if (!held.equals(currency)) {
            throw ProblemException.refused("currency", new SessionReason.WalletInOtherCurrency(held));
        }
        var money = rounded(amount, currency);
        checkFuture(expiresAt);
        return insert(tx, caller, new Intent.Transfer(walletId, counterpartyId, money), expiresAt);
    }

    /// `amount` is in the currency in which the payer paid.
    public Session refund(
            Handle tx,
            Caller.ByCredential caller,
            ExecutionId originalId,
            BigDecimal amount,
            Optional<String> reason,
            Instant expiresAt) {
        var before = refundables
                .soFar(tx, caller.merchant(), originalId)
                .orElseThrow(() ->
                        ProblemException.refused("original_payment_intent_id", new SessionReason.NoSuchCollection()));
        var money = rounded(amount, before.left().getCurrencyUnit());
        before.refusal(money).ifPresent(why -> {
            throw ProblemException.refused(AMOUNT, why);
        });
        checkFuture(expiresAt);
        return insert(tx, caller, new Intent.Refund(originalId, money, reason), expiresAt);
    }

    public Optional<Session> find(Handle handle, MerchantId merchant, SessionId id) {
        return SessionTable.find(handle, merchant, id);
    }

    /// Whether `id` is a session to pay a source of this kind.
    public boolean isCheckout(MerchantId merchant, SessionId id, SourceKind kind) {
        return database.of(merchant)
                .snapshot(tx -> find(tx, merchant, id).flatMap(session -> source(tx, session)))
                .filter(source -> source.kind() == kind)
                .isPresent();
    }

    private static Optional<Source> source(Handle tx, Session session) {
        return session.intent() instanceof Intent.Checkout(var source)
                ? Payables.find(tx, session.merchant(), source)
                : Optional.empty();
    }

    /// Locked until the transaction ends. If the session has a source, the caller must lock the source first.
    public Optional<Session> hold(Handle tx, MerchantId merchant, SessionId id) {
        return SessionTable.lock(tx, merchant, id);
    }

    /// Uses up a session that is held and ACTIVE.
    public void consume(Handle tx, Session session) {
        SessionTable.consume(tx, session, clock.instant());
    }

    private Session insert(Handle tx, Caller caller, Intent intent, Instant expiresAt) {
        return SessionTable.insert(tx, caller.merchant(), intent, expiresAt, clock.instant());
    }

    private static Optional<Reason> payoutRefusal(PaymentAccount account) {
        if (!account.isActive()) {
            return Optional.of(new AccountReason.NotActive());
        }
        return account.method().kind() == PaymentMethod.Kind.MOBILE_MONEY
                ? Optional.empty()
                : Optional.of(new SessionReason.NotPaidOutTo(account.method()));
    }

    private void checkFuture(Instant expiresAt) {
        if (!expiresAt.isAfter(clock.instant())) {
            throw ProblemException.refused("expires_at", new SessionReason.InThePast());
        }
    }

    private static Money rounded(BigDecimal amount, CurrencyUnit currency) {
        return Amounts.of(amount, currency, AMOUNT);
    }
}
