package dev.opendollr.source;

import static dev.opendollr.source.SourceEvent.CANCEL;
import static dev.opendollr.source.SourceEvent.EDIT;
import static dev.opendollr.source.SourceEvent.PUBLISH;
import static dev.opendollr.source.SourceEvent.REQUEST_CANCEL;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.opendollr.db.Database;
import dev.opendollr.db.Listing;
import dev.opendollr.http.Patch;
import dev.opendollr.identity.Actor;
import dev.opendollr.identity.Caller;
import dev.opendollr.identity.MerchantId;
import dev.opendollr.party.Counterparties;
import dev.opendollr.party.Counterparty;
import dev.opendollr.party.PartyReason;
import dev.opendollr.pricing.FeeBearer;
import dev.opendollr.problem.ProblemException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;

/// The sources of one kind, and what a merchant may do with them.
public final class Sources implements AutoCloseable {
    /// A cancel that finds a source which could be canceled after all tries again; each try needs another rival.
    private static final int CANCEL_ATTEMPTS_MAX = 5;
    private static final String ID = "id";

    private final SourceKind kind;
    private final Database database;
    private final Counterparties counterparties;
    private final InstantSource clock;
    private final Cancels cancels;

    /// A source before it has a number.
    public record Draft(
            long counterpartyId,
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

    public Sources(SourceKind kind, Database database, Counterparties counterparties, InstantSource clock) {
        this.kind = kind;
        this.database = database;
        this.counterparties = counterparties;
        this.clock = clock;
        cancels = new Cancels(kind, database, clock);
    }

    /// How many were canceled by this process.
    public long canceled() {
        return cancels.canceled();
    }

    /// How many statements that took; those who cancel at the same moment share one.
    public long cancelStatements() {
        return cancels.statements();
    }

    /// How many cancels were turned away because too many waited.
    public long cancelsRefused() {
        return cancels.refused();
    }

    /// Ends what works in the background.
    @Override
    public void close() {
        cancels.close();
    }

    /// Takes part in the transaction of `tx`.
    public Source create(Handle tx, Caller caller, Draft draft) {
        return SourceTable.insert(tx, caller, kind, draft, clock.instant())
                .orElseThrow(() -> ProblemException.refused("counterparty_id", new PartyReason.NoSuchCounterparty()));
    }

    public Source retrieve(MerchantId merchant, long id) {
        return database.of(merchant)
                .single(handle -> SourceTable.find(handle, merchant, kind, id))
                .orElseThrow(this::notFound);
    }

    public Source retrieveByNumber(MerchantId merchant, String number) {
        return database.of(merchant)
                .single(handle -> SourceTable.findByNumber(handle, merchant, kind, number))
                .orElseThrow(this::notFound);
    }

    public Detail detail(MerchantId merchant, long id) {
        return database.of(merchant).snapshot(tx -> detail(tx, merchant, SourceTable.find(tx, merchant, kind, id)));
    }

    public Detail detailByNumber(MerchantId merchant, String number) {
        return database.of(merchant)
                .snapshot(tx -> detail(tx, merchant, SourceTable.findByNumber(tx, merchant, kind, number)));
    }

    private Detail detail(Handle tx, MerchantId merchant, Optional<Source> found) {
        var source = found.orElseThrow(this::notFound);
        return new Detail(
                source,
                SourceItemTable.list(tx, merchant, source.id()),
                counterparties.find(tx, merchant, source.counterpartyId()));
    }

    /// In ascending order of ids above `after`.
    public void list(
            MerchantId merchant, Optional<String> currency, Optional<SourceStatus> status, Listing<Source> listing) {
        database.of(merchant).list(listing, tx -> SourceTable.list(tx, merchant, kind, currency, status, listing));
    }

    /// In ascending order of versions above `after`.
    public void history(MerchantId merchant, long id, Listing<HistoryEntry> listing) {
        var source = retrieve(merchant, id);
        database.of(merchant).list(listing, tx -> SourceEventTable.list(tx, merchant, source.id(), listing));
    }

    public Source update(Caller caller, long id, Change change) {
        return database.of(caller.merchant()).transact(tx -> {
            var source = hold(tx, caller, id, ID, EDIT);
            return change.isEmpty() ? source : SourceTable.edit(tx, caller, kind, id, change, clock.instant());
        });
    }

    public Source publish(Caller caller, long id) {
        return database.of(caller.merchant()).transact(tx -> publish(tx, caller, id));
    }

    /// Takes part in the transaction of `tx`.
    public Source publish(Handle tx, Caller caller, long id) {
        if (hold(tx, caller, id, ID, PUBLISH).itemCount() == 0) {
            throw ProblemException.refused(ID, new SourceReason.NoItem());
        }
        return SourceTable.publish(tx, caller, kind, id, clock.instant());
    }

    /// Cancels once, however often and by however many it is asked: one guarded statement moves the row and writes
    /// the event. When it moved nothing, a second statement, which sees what the first one lost to, tells why.
    public Cancellation cancel(Caller caller, long id, Optional<String> reason) {
        for (int attempt = 1; attempt <= CANCEL_ATTEMPTS_MAX; attempt++) {
            var canceled = cancel(attempt, caller, id, reason);
            if (canceled.isPresent()) {
                return new Cancellation(canceled.get(), false);
            }
            var source = retrieve(caller.merchant(), id);
            switch (source.status().on(CANCEL)) {
                case Transition.Repeated() -> {
                    return new Cancellation(source, true);
                }
                case Transition.Refused(var why) -> throw source.refused(ID, why);
                case Transition.Moved(var _) -> {
                    // Another transaction held it: the next attempt waits for such a one.
                }
            }
        }
        throw new IllegalStateException("a source kept moving under its cancel");
    }

    /// At first together with others, passing by what somebody holds; then alone, waiting for whoever holds it.
    private Optional<Source> cancel(int attempt, Caller caller, long id, Optional<String> reason) {
        return attempt == 1 ? cancels.together(caller, id, reason) : cancels.alone(caller, id, reason);
    }

    /// Cancels, or, while a payment is in flight, records that the source is to be canceled when the payment
    /// has ended: its money, if it comes, is given back.
    public Cancellation requestCancel(Caller caller, long id, Optional<String> reason) {
        for (int attempt = 1; attempt <= CANCEL_ATTEMPTS_MAX; attempt++) {
            var canceled = cancel(attempt, caller, id, reason);
            if (canceled.isPresent()) {
                return new Cancellation(canceled.get(), false);
            }
            var recorded = database.of(caller.merchant()).transact(tx -> recordCancelRequest(tx, caller, id, reason));
            if (recorded.isPresent()) {
                return recorded.get();
            }
        }
        throw new IllegalStateException("a source kept moving under its cancel");
    }

    /// Empty when the source can be canceled at once.
    private Optional<Cancellation> recordCancelRequest(Handle tx, Caller caller, long id, Optional<String> reason) {
        var source = SourceTable.lock(tx, caller.merchant(), kind, id).orElseThrow(this::notFound);
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
                        SourceTable.find(tx, caller.merchant(), kind, id).orElseThrow(this::notFound), repeated));
            }
        };
    }

    /// The source, held until the transaction ends, when `event` may happen to it; `argument` is what named it.
    @CanIgnoreReturnValue
    Source hold(Handle tx, Caller caller, long id, String argument, SourceEvent event) {
        var source = SourceTable.lock(tx, caller.merchant(), kind, id).orElseThrow(this::notFound);
        return switch (source.status().on(event)) {
            case Transition.Moved(var _) -> source;
            case Transition.Repeated() -> throw new IllegalStateException(event + " is no repeatable event");
            case Transition.Refused(var why) -> throw source.refused(argument, why);
        };
    }

    private ProblemException notFound() {
        return ProblemException.notFound(kind.noun());
    }
}
