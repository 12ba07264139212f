package dev.opendollr.execution;

import dev.opendollr.account.PaymentAccount;
import dev.opendollr.account.PaymentAccounts;
import dev.opendollr.base.identity.Actor;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.problem.Problem.Forbidden;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.execution.Execution.Request;
import dev.opendollr.execution.Payments.Ask;
import dev.opendollr.execution.Payments.Limit;
import dev.opendollr.execution.Payments.Result;
import dev.opendollr.merchant.MerchantReason;
import dev.opendollr.merchant.Merchants;
import dev.opendollr.party.Counterparties;
import dev.opendollr.party.Counterparty;
import dev.opendollr.party.Parties;
import dev.opendollr.party.Party;
import dev.opendollr.pricing.Quote;
import dev.opendollr.session.SessionReason;
import dev.opendollr.session.Sessions;
import dev.opendollr.source.Payables;
import dev.opendollr.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The first step of a payment that a payer begins: checks, decides and stores the decision in one transaction.
/// Locks, in this order: the counterparty of a payer whom the merchant does not know yet, the source, the account.
final class PayerBeginnings {
    /// Attempts that can be begun behind one link in [#ATTEMPTS_WITHIN].
    static final int ATTEMPTS_MAX = 10;

    static final Duration ATTEMPTS_WITHIN = Duration.ofHours(1);

    /// So many cards can be declined behind one link. Then it takes no card during [#CARDS_PAUSE], however many
    /// become known to be declined meanwhile. Someone who tries out stolen cards needs many.
    static final int DECLINED_CARDS_MAX = 5;

    static final Duration CARDS_PAUSE = Duration.ofHours(1);

    private static final String SOURCE = "source_id";

    private final Merchants merchants;
    private final Parties parties;
    private final Counterparties counterparties;
    private final PaymentAccounts accounts;
    private final Sessions sessions;
    private final ExecutionQuotes quotes;
    private final Drafts drafts;
    private final InstantSource clock;

    PayerBeginnings(
            Merchants merchants,
            Parties parties,
            Counterparties counterparties,
            PaymentAccounts accounts,
            Sessions sessions,
            ExecutionQuotes quotes,
            Drafts drafts,
            InstantSource clock) {
        this.merchants = merchants;
        this.parties = parties;
        this.counterparties = counterparties;
        this.accounts = accounts;
        this.sessions = sessions;
        this.quotes = quotes;
        this.drafts = drafts;
        this.clock = clock;
    }

    /// The payment is definitely not begun; `result` says why. The current transaction must not commit.
    static final class NotBegun extends RuntimeException {
        private final transient Result result;

        NotBegun(Result result) {
            super("not begun", null, false, false);
            this.result = result;
        }

        Result result() {
            return result;
        }
    }

    /// Refuses, or throws [NotBegun], when no payment may begin. Once the source is locked, an execution with the
    /// same reference is looked for first: what a form has begun stays begun, whatever has happened since.
    Beginning begin(Handle tx, Ask ask) {
        var merchant = ask.caller().merchant();
        var named = named(tx, ask);
        var source = Payables.hold(tx, merchant, ask.source()).orElseThrow(() -> noSuchSource(ask));
        var known = ExecutionTable.findByReference(tx, merchant, ask.reference());
        if (known.isPresent()) {
            return Beginning.known(ask.same(known.get()));
        }
        var session = sessions.checkout(tx, ask.caller(), ask.kind(), ask.source());
        checkAllowed(tx, ask);
        var quote = agreed(tx, ask, source);
        var account = account(tx, ask, named.orElseGet(() -> newcomer(tx, source)));
        sessions.consume(tx, session);
        var request = new Request(
                OperationType.COLLECTION,
                ask.reference(),
                Optional.of(session.id()),
                Optional.of(source.id()),
                Optional.of(account.id()),
                Optional.empty());
        var actor = Actor.of(ask.caller());
        var draft = drafts.of(merchant, request, ask.method(), ExecutionStatus.PENDING, quote);
        var execution = drafts.insertToAsk(tx, actor, draft, Optional.of(session.expiresAt()));
        Payables.start(tx, actor, source, clock.instant());
        return Beginning.asking(execution, execution.attempt(account.insensitiveAccountNumber(), Optional.empty()));
    }

    /// Reads without locking the merchant: it may be unverified until the moment at which this commits, as
    /// everywhere.
    private void checkAllowed(Handle tx, Ask ask) {
        var merchant = ask.caller().merchant();
        if (!merchants.isVerified(tx, merchant)) {
            throw new ProblemException(new Forbidden(new MerchantReason.NotVerified()));
        }
        if (CollectionTable.count(tx, merchant, ask.source()) != ask.attempts()) {
            throw ProblemException.refused(SOURCE, new ExecutionReason.AttemptedSince());
        }
        pause(tx, ask).ifPresent(tooMany -> {
            throw new NotBegun(tooMany);
        });
    }

    private Optional<Result.TooMany> pause(Handle tx, Ask ask) {
        return switch (ask.method().kind()) {
            case MOBILE_MONEY -> pauseOfLink(tx, ask);
            case CARD -> pauseOfLink(tx, ask).or(() -> pauseOfCards(tx, ask));
            case WALLET -> throw ProblemException.refused("method", new ExecutionReason.NotCollectedFrom(ask.method()));
        };
    }

    private Optional<Result.TooMany> pauseOfLink(Handle tx, Ask ask) {
        var begun = CollectionTable.begunByPayers(tx, ask.caller().merchant(), ask.source(), ATTEMPTS_MAX);
        return begun.size() < ATTEMPTS_MAX
                ? Optional.empty()
                : stillPaused(Limit.LINK, begun.getLast().plus(ATTEMPTS_WITHIN));
    }

    private Optional<Result.TooMany> pauseOfCards(Handle tx, Ask ask) {
        return CollectionTable.declinedCards(tx, ask.caller().merchant(), ask.source(), DECLINED_CARDS_MAX)
                .flatMap(last -> stillPaused(Limit.CARDS, last.plus(CARDS_PAUSE)));
    }

    private Optional<Result.TooMany> stillPaused(Limit limit, Instant until) {
        return until.isAfter(clock.instant()) ? Optional.of(new Result.TooMany(limit, until)) : Optional.empty();
    }

    /// The quote of now. It must be the one that the payer has agreed to; the amount of the form is never
    /// charged.
    private Quote agreed(Handle tx, Ask ask, Source source) {
        var quote = quotes.collection(tx, source, ask.shown().getCurrencyUnit(), ask.method());
        if (!quote.payerAmount().equals(ask.shown())) {
            throw new NotBegun(new Result.PriceChanged(quote));
        }
        return quote;
    }

    private PaymentAccount account(Handle tx, Ask ask, Party payer) {
        return accounts.findOrCreate(
                tx,
                ask.caller().merchant(),
                new PaymentAccounts.Draft(
                        OperationType.COLLECTION,
                        payer.fullname(),
                        ask.method().carrier(),
                        ask.method(),
                        payer.id(),
                        payer.countryCode(),
                        Optional.of(ask.account())));
    }

    /// The party of the source's counterparty, if it has one. If it has none, the counterparty is locked, so that
    /// it gets only one. A source never gets another counterparty, so it is read before it is locked.
    private Optional<Party> named(Handle tx, Ask ask) {
        var merchant = ask.caller().merchant();
        var id = Payables.find(tx, merchant, ask.source())
                .orElseThrow(() -> noSuchSource(ask))
                .counterpartyId();
        return counterparties
                .find(tx, merchant, id)
                .flatMap(Counterparty::party)
                .or(() -> counterparties.hold(tx, merchant, id).flatMap(Counterparty::party));
    }

    /// Nobody asks a payer for a name. Whoever has the link can type any phone and read the name that is given
    /// here, so the phone says nothing about who pays: no party is looked for by it, and none gets it.
    private Party newcomer(Handle tx, Source source) {
        var newcomer = parties.create(tx, source.merchant(), "Payer of " + source.number());
        var _ = counterparties.attach(tx, source.merchant(), source.counterpartyId(), newcomer.id());
        return newcomer;
    }

    private static ProblemException noSuchSource(Ask ask) {
        return ProblemException.refused(SOURCE, new SessionReason.NoSuchSource(ask.kind()));
    }
}
