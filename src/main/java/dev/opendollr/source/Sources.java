package dev.opendollr.source;

import static dev.opendollr.source.SourceEvent.CANCEL;
import static dev.opendollr.source.SourceEvent.EDIT;
import static dev.opendollr.source.SourceEvent.PUBLISH;
import static dev.opendollr.source.SourceEvent.REQUEST_CANCEL;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.db.Listing;
import dev.opendollr.base.http.Patch;
import dev.opendollr.base.identity.Actor;
import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.FeeBearer;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.party.Counterparties;
import dev.opendollr.party.Counterparty;
import dev.opendollr.party.CounterpartyId;
import dev.opendollr.party.PartyReason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;

/// Orders and invoices, and what a merchant may do with them. Each look-up names the kind: the id or number of
/// an order never finds an invoice.
public final class Sources implements AutoCloseable {
    /// A cancel that changes nothing, but then finds a source that can be canceled, tries again. That happens
    /// only if another transaction has interfered again.
    private static final int CANCEL_ATTEMPTS_MAX = 5;
    private static final String ID = "id";

    private final Database database;
    private final Counterparties counterparties;
    private final InstantSource clock;
    /// Those of one kind wait for none of the other.
    private final Map<SourceKind, Cancels> cancels;

    /// A source before it is stored and has a number.
    public record Draft(
            CounterpartyId counterpartyId,
            CurrencyUnit currency,
            String note,
            FeeBearer feeBearer,
            boolean asPaymentLink,
            Optional<String> referenceId,
            Optional<Instant> dueDate) {}

    /// What an update asks for; an absent value keeps the field.
    public record Change(
            Patch<String> referenceId, Optional<String> note, Optional<FeeBearer> feeBearer, Patch<Instant> dueDate) {
        boolean isEmpty() {
            return !referenceId.changes() && note.isEmpty() && feeBearer.isEmpty() && !dueDate.changes();
        }
    }

    /// A cancel that was acknowledged: the source, and whether it had been canceled before.
    public record Cancellation(Source source, boolean repeated) {}

    /// A source with its items and its counterparty, all of one moment.
    public record Detail(Source source, List<SourceItem> items, Optional<Counterparty> counterparty) {
        public Detail {
            items = List.copyOf(items);
        }
    }

    public Sources(Database database, Counterparties counterparties, InstantSource clock) {
        this.database = database;
        this.counterparties = counterparties;
        this.clock = clock;
        cancels = Arrays.stream(SourceKind.values())
                .collect(toUnmodifiableMap(kind -> kind, kind -> new Cancels(kind, database, clock)));
    }

    /// How many sources this process has canceled.
    public long canceled(SourceKind kind) {
        return cancels(kind).canceled();
    }

    /// How many cancel statements this process has run. Cancels at the same moment share one statement.
    public long cancelStatements(SourceKind kind) {
        return cancels(kind).statements();
    }

    /// How many cancels were refused because too many were waiting, or had no answer in time.
    public long cancelsRefused(SourceKind kind) {
        return cancels(kind).refused();
    }

    /// Stops the background workers.
    @Override
    public void close() {
        cancels.values().forEach(Cancels::close);
    }

    private Cancels cancels(SourceKind kind) {
        return requireNonNull(cancels.get(kind));
    }

    /// Takes part in the transaction of `tx`.
    public Source create(Handle tx, Caller.ByCredential caller, SourceKind kind, Draft draft) {
        return SourceTable.insert(tx, caller, kind, draft, clock.instant())
                .orElseThrow(() -> ProblemException.refused("counterparty_id", new PartyReason.NoSuchCounterparty()));
    }

    public Source retrieve(MerchantId merchant, SourceKind kind, SourceId id) {
        return database.of(merchant)
                .single(handle -> SourceTable.find(handle, merchant, kind, id))
                .orElseThrow(() -> notFound(kind));
    }

    public Source retrieveByNumber(MerchantId merchant, SourceKind kind, String number) {
        return database.of(merchant)
                .single(handle -> SourceTable.findByNumber(handle, merchant, kind, number))
                .orElseThrow(() -> notFound(kind));
    }

    public Detail detail(MerchantId merchant, SourceKind kind, SourceId id) {
        return database.of(merchant).snapshot(tx -> detail(tx, kind, SourceTable.find(tx, merchant, kind, id)));
    }

    public Detail detailByNumber(MerchantId merchant, SourceKind kind, String number) {
        return database.of(merchant)
                .snapshot(tx -> detail(tx, kind, SourceTable.findByNumber(tx, merchant, kind, number)));
    }

    /// Takes part in the snapshot of `tx`.
    public Optional<Detail> find(Handle tx, MerchantId merchant, SourceKind kind, SourceId id) {
        return SourceTable.find(tx, merchant, kind, id).map(source -> detail(tx, source));
    }

    private Detail detail(Handle tx, SourceKind kind, Optional<Source> found) {
        return detail(tx, found.orElseThrow(() -> notFound(kind)));
    }

    private Detail detail(Handle tx, Source source) {
        return new Detail(
                source,
                SourceItemTable.list(tx, source),
                counterparties.find(tx, source.merchant(), source.counterpartyId()));
    }

    /// In ascending order of ids above `after`.
    public void list(
            MerchantId merchant,
            SourceKind kind,
            Optional<CurrencyUnit> currency,
            Optional<SourceStatus> status,
            Listing<Source> listing) {
        database.of(merchant).list(listing, tx -> SourceTable.list(tx, merchant, kind, currency, status, listing));
    }

    /// In ascending order of versions above `after`.
    public void history(MerchantId merchant, SourceKind kind, SourceId id, Listing<HistoryEntry> listing) {
        var source = retrieve(merchant, kind, id);
        database.of(merchant).list(listing, tx -> SourceEventTable.list(tx, source, listing));
    }

    public Source update(Caller.ByCredential caller, SourceKind kind, SourceId id, Change change) {
        return database.of(caller.merchant()).transact(tx -> {
            var source = hold(tx, caller, kind, id, ID, EDIT);
            return change.isEmpty() ? source : SourceTable.edit(tx, Actor.of(caller), source, change, clock.instant());
        });
    }

    public Source publish(Caller.ByCredential caller, SourceKind kind, SourceId id) {
        return database.of(caller.merchant()).transact(tx -> publish(tx, caller, kind, id));
    }

    /// Takes part in the transaction of `tx`.
    public Source publish(Handle tx, Caller.ByCredential caller, SourceKind kind, SourceId id) {
        var source = hold(tx, caller, kind, id, ID, PUBLISH);
        if (source.itemCount() == 0) {
            throw ProblemException.refused(ID, new SourceReason.NoItem());
        }
        return SourceTable.publish(tx, Actor.of(caller), source, clock.instant());
    }

    /// Cancels once, no matter how many callers ask and how often: one guarded statement changes the row and
    /// writes the event. When it changes nothing, a second statement reads the row again and finds out why.
    public Cancellation cancel(Caller.ByCredential caller, SourceKind kind, SourceId id, Optional<String> reason) {
        for (int attempt = 1; attempt <= CANCEL_ATTEMPTS_MAX; attempt++) {
            var canceled = cancel(attempt, caller, kind, id, reason);
            if (canceled.isPresent()) {
                return new Cancellation(canceled.get(), false);
            }
            var source = retrieve(caller.merchant(), kind, id);
            switch (source.status().on(CANCEL)) {
                case Transition.Repeated() -> {
                    return new Cancellation(source, true);
                }
                case Transition.Refused(var why) -> throw source.refused(ID, why);
                case Transition.Moved(var _) -> {
                    // Another transaction had locked the source. The next attempt waits for the lock.
                }
            }
        }
        throw new IllegalStateException("a source kept moving under its cancel");
    }

    /// The first attempt shares a statement with other cancels and skips a locked source. Later attempts run
    /// alone and wait for the lock.
    private Optional<Source> cancel(
            int attempt, Caller.ByCredential caller, SourceKind kind, SourceId id, Optional<String> reason) {
        var ofKind = cancels(kind);
        return attempt == 1 ? ofKind.together(caller, id, reason) : ofKind.alone(caller, id, reason);
    }

    /// Cancels the source. While a payment is in flight, only records the request: the source is canceled when
    /// the payment has ended, and money that arrives is returned to the payer.
    public Cancellation requestCancel(
            Caller.ByCredential caller, SourceKind kind, SourceId id, Optional<String> reason) {
        for (int attempt = 1; attempt <= CANCEL_ATTEMPTS_MAX; attempt++) {
            var canceled = cancel(attempt, caller, kind, id, reason);
            if (canceled.isPresent()) {
                return new Cancellation(canceled.get(), false);
            }
            var recorded =
                    database.of(caller.merchant()).transact(tx -> recordCancelRequest(tx, caller, kind, id, reason));
            if (recorded.isPresent()) {
                return recorded.get();
            }
        }
        throw new IllegalStateException("a source kept moving under its cancel");
    }

    /// Empty when the source can be canceled at once.
    private Optional<Cancellation> recordCancelRequest(
            Handle tx, Caller.ByCredential caller, SourceKind kind, SourceId id, Optional<String> reason) {
        var source = SourceTable.lock(tx, caller.merchant(), kind, id).orElseThrow(() -> notFound(kind));
        return switch (source.status().on(REQUEST_CANCEL)) {
            case Transition.Repeated() -> Optional.of(new Cancellation(source, true));
            case Transition.Refused(var why) -> throw source.refused(ID, why);
            case Transition.Moved(var to) -> {
                if (to != source.status()) {
                    yield Optional.empty();
                }
                boolean repeated = source.cancelRequestedAt().isPresent();
                if (!repeated) {
                    SourcePaymentTable.requestCancel(tx, Actor.of(caller), source, reason, clock.instant());
                }
                yield Optional.of(new Cancellation(
                        SourceTable.find(tx, caller.merchant(), kind, id).orElseThrow(() -> notFound(kind)), repeated));
            }
        };
    }

    /// The source, locked until the transaction ends. Throws when its status does not allow `event`. `argument`
    /// is the argument of the request that named the source.
    Source hold(
            Handle tx, Caller.ByCredential caller, SourceKind kind, SourceId id, String argument, SourceEvent event) {
        var source = SourceTable.lock(tx, caller.merchant(), kind, id).orElseThrow(() -> notFound(kind));
        return switch (source.status().on(event)) {
            case Transition.Moved(var _) -> source;
            case Transition.Repeated() -> throw new IllegalStateException(event + " is no repeatable event");
            case Transition.Refused(var why) -> throw source.refused(argument, why);
        };
    }

    private static ProblemException notFound(SourceKind kind) {
        return ProblemException.notFound(kind.noun());
    }
}
