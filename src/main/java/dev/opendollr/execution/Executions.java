package dev.opendollr.execution;

import dev.opendollr.account.PaymentAccount;
import dev.opendollr.account.PaymentAccounts;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.db.Listing;
import dev.opendollr.base.identity.Actor;
import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.identity.ExecutionId;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.execution.Beginnings.Start;
import dev.opendollr.execution.Clocks.Lease;
import dev.opendollr.execution.Drafts.ReferenceTaken;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.Gateway;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.merchant.Merchants;
import dev.opendollr.party.Counterparties;
import dev.opendollr.pricing.Quotes;
import dev.opendollr.session.Sessions;
import dev.opendollr.source.SourceId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves money in three steps: store what is to happen, ask the gateway, apply its answer. The process may die
/// after any step; the [Resolver] finishes every stored execution.
public final class Executions {
    private static final Logger LOG = LoggerFactory.getLogger(Executions.class);

    /// Refunds of one payment that a page shows.
    public static final int REFUNDS_SHOWN_MAX = 100;

    private final Database database;
    private final Beginnings beginnings;
    private final Settlement settlement;
    private final PaymentAccounts accounts;
    private final Gateway gateway;
    private final Clocks clocks;
    private final List<Endings> listeners = new CopyOnWriteArrayList<>();

    /// Is told of each end of a payment that this process has committed.
    public interface Endings {
        /// Must be quick, and not fail.
        void ended(Execution execution, Ending ending);
    }

    /// `ids` must be unpredictable and never repeat: they are reference and attempt ids.
    public Executions(
            Database database,
            Merchants merchants,
            PaymentAccounts accounts,
            Counterparties counterparties,
            Sessions sessions,
            Quotes quotes,
            Gateway gateway,
            Clocks clocks,
            Supplier<UUID> ids) {
        this.database = database;
        this.accounts = accounts;
        this.gateway = gateway;
        this.clocks = clocks;
        beginnings = new Beginnings(
                merchants,
                accounts,
                counterparties,
                sessions,
                new ExecutionQuotes(quotes),
                new Drafts(clocks.service(), ids),
                clocks.service());
        settlement = new Settlement(database, clocks, ids);
    }

    public void onEnd(Endings listener) {
        listeners.add(listener);
    }

    private void tell(Execution execution, Optional<Ending> ending) {
        ending.ifPresent(how -> listeners.forEach(listener -> listener.ended(execution, how)));
    }

    /// The execution with this reference: an earlier one, or a new one. If a gateway was asked for the new one,
    /// the gateway's first answer is applied already.
    public Execution execute(Caller.ByCredential caller, Ask ask) {
        var actor = Actor.of(caller);
        var known = known(caller.merchant(), ask);
        if (known.isPresent()) {
            return known.get();
        }
        return perform(actor, () -> begin(caller.merchant(), actor, ask));
    }

    /// The last two steps of a movement, after `first` has stored it: asks the gateway if it must be asked, and
    /// applies its answer. `first` must be the only transaction of this call so far: the time in which the
    /// gateway may be asked begins before it.
    Execution perform(Actor actor, Supplier<Beginning> first) {
        var lease = clocks.lease(Schedule.FIRST_CHECK);
        var beginning = first.get();
        var execution = beginning.execution();
        tell(execution, beginning.ending());
        return beginning
                .attempt()
                .map(attempt -> carryOut(execution, attempt, actor, lease))
                .orElse(execution);
    }

    /// An earlier execution with this reference. Throws when it was begun by a different request.
    public Optional<Execution> known(MerchantId merchant, Ask ask) {
        return database.of(merchant)
                .single(handle -> ExecutionTable.findByReference(handle, merchant, ask.referenceId()))
                .map(ask::same);
    }

    /// An earlier execution with this reference. Throws when there is none and the session of `ask` cannot be
    /// used, so that no slow work is done in vain. [#execute] decides again, under locks.
    public Optional<Execution> knownOrPossible(MerchantId merchant, Ask ask) {
        var known = known(merchant, ask);
        if (known.isPresent()) {
            return known;
        }
        var refusal = database.of(merchant).single(handle -> beginnings.sessionRefusal(handle, merchant, ask));
        // A parallel request with the same reference may have used the session meanwhile.
        return refusal.map(why -> known(merchant, ask).orElseThrow(() -> ProblemException.refused("session_id", why)));
    }

    public Execution retrieve(MerchantId merchant, OperationType operation, UUID reference) {
        return database.of(merchant)
                .single(handle -> ExecutionTable.findByReference(handle, merchant, reference))
                .filter(found -> found.operation() == operation)
                .orElseThrow(() -> ProblemException.notFound("Execution"));
    }

    /// The collection that paid a source.
    public Optional<Paid> paid(MerchantId merchant, SourceId source) {
        return database.of(merchant).snapshot(tx -> paid(tx, merchant, source));
    }

    /// The same, within the snapshot of `tx`.
    public Optional<Paid> paid(Handle tx, MerchantId merchant, SourceId source) {
        return CollectionTable.findKept(tx, merchant, source)
                .flatMap(execution -> accounts.find(
                                tx,
                                merchant,
                                execution.request().paymentAccountId().orElseThrow())
                        .map(account -> new Paid(execution, account)));
    }

    /// Collections of a source, failed ones too, in ascending order of ids above `after`.
    public void payments(MerchantId merchant, SourceId source, Listing<Execution> listing) {
        database.of(merchant).list(listing, tx -> CollectionTable.payments(tx, merchant, source, listing));
    }

    /// What merchants have given back of a collection, or are giving back: the oldest [#REFUNDS_SHOWN_MAX]
    /// refunds. Takes part in the transaction of `tx`.
    public List<Execution> refunds(Handle tx, MerchantId merchant, ExecutionId collection) {
        return RefundTable.given(tx, merchant, collection, REFUNDS_SHOWN_MAX);
    }

    /// A completed collection and the account it came from.
    public record Paid(Execution execution, PaymentAccount account) {}

    private Beginning begin(MerchantId merchant, Actor actor, Ask ask) {
        try {
            return begin(merchant, actor, ask, Optional.empty());
        } catch (WalletRefused refused) {
            return begin(merchant, actor, ask, Optional.of(refused.why()));
        }
    }

    private Beginning begin(MerchantId merchant, Actor actor, Ask ask, Optional<String> walletRefusal) {
        try {
            return database.of(merchant)
                    .transact(tx -> beginnings.begin(new Start(tx, merchant, actor, ask, walletRefusal)));
        } catch (ReferenceTaken byRival) {
            return Beginning.known(known(merchant, ask).orElseThrow());
        }
    }

    private Execution carryOut(Execution execution, Attempt attempt, Actor actor, Lease lease) {
        return apply(execution, actor, lease, request(attempt, lease, true));
    }

    /// Asks the gateway to carry out the attempt, but only during the lease. After it, another process may have
    /// decided otherwise, so the execution is left to the resolver.
    ///
    /// A gateway may decline one request and still accept another one with the same id that is in flight. So a
    /// decline counts only if this request `isFirst` and the lease still lasts. Otherwise a look-up of the id
    /// decides.
    private Outcome request(Attempt attempt, Lease lease, boolean isFirst) {
        if (lease.isOver()) {
            return new Outcome.Unknown("not asked in time");
        }
        var answer = asked(attempt, gateway::request);
        boolean isOnlyOne = isFirst && !lease.isOver();
        if (answer instanceof Outcome.Declined(var code, var message) && !isOnlyOne) {
            LOG.atWarn()
                    .addKeyValue("attempt", attempt.id().value())
                    .addKeyValue("code", code)
                    .log("a gateway has declined to be asked again, its look-up decides: {}", message);
            return asked(attempt, gateway::look);
        }
        return answer;
    }

    /// What the resolver does with an execution it has claimed.
    void lookAfter(Execution execution, Lease lease) {
        var actor = new Actor(Actor.PROGRAM, execution.requestId());
        var _ = apply(execution, actor, lease, outcome(execution, lease));
    }

    private Outcome outcome(Execution execution, Lease lease) {
        boolean givesUp = Schedule.givesUp(execution, clocks.service().instant());
        var attempt = attempt(execution);
        if (givesUp) {
            return asked(attempt, gateway::cancel);
        }
        // Only the resolver requests automatic refunds. Repeated requests with the same id move the money once.
        if (execution.isAutomatic()
                && execution.status().isOpen()
                && database.of(execution.merchant()).single(handle -> Returns.isOwed(handle, execution))) {
            return request(attempt, lease, !execution.wasClaimedBefore());
        }
        var seen = asked(attempt, gateway::look);
        boolean neverCame = seen instanceof Outcome.NotFound
                && Schedule.mayRequestAnew(execution, clocks.service().instant());
        return neverCame && settlement.isStillWanted(execution) ? requestAnew(attempt, lease) : seen;
    }

    /// The process that was to make the first request has died, or its request was lost. If the new request
    /// gets no answer, the outcome stays "not found", and the time for it to arrive begins when that is stored.
    private Outcome requestAnew(Attempt attempt, Lease lease) {
        var answer = request(attempt, lease, false);
        return answer instanceof Outcome.Unknown ? new Outcome.NotFound() : answer;
    }

    /// The time of "not found" counts from when it is stored, and after a decline no further look is planned.
    /// If the lease has ended since the gateway answered, another process may have asked again and the answer
    /// may be outdated: it counts as unknown. So does a "not found" whose new request was too late to be made.
    private Execution apply(Execution execution, Actor actor, Lease lease, Outcome outcome) {
        boolean changes = outcome instanceof Outcome.NotFound || outcome instanceof Outcome.Declined;
        var heard = changes && lease.isOver() ? new Outcome.Unknown("not written down in time") : outcome;
        var step = settlement.apply(execution, new News.Said(heard, actor));
        tell(step.after(), step.ending());
        return step.after();
    }

    /// Any exception on the way to the gateway or back makes the outcome unknown.
    private static Outcome asked(Attempt attempt, Function<Attempt, Outcome> question) {
        try {
            return question.apply(attempt);
        } catch (RuntimeException broken) {
            LOG.atWarn().setCause(broken).log("a gateway could not be asked, the outcome is unknown");
            return new Outcome.Unknown(broken.getClass().getSimpleName());
        }
    }

    /// Builds the attempt of a stored execution again.
    private Attempt attempt(Execution execution) {
        return database.of(execution.merchant())
                .snapshot(tx -> execution.attempt(
                        execution
                                .request()
                                .paymentAccountId()
                                .flatMap(id -> accounts.find(tx, execution.merchant(), id))
                                .flatMap(PaymentAccount::insensitiveAccountNumber),
                        execution
                                .request()
                                .originalId()
                                .flatMap(id -> ExecutionTable.find(tx, execution.merchant(), id))
                                .map(Execution::attemptId)));
    }
}
