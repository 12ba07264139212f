package dev.opendollr.source;

import static dev.opendollr.source.SourceEvent.EDIT;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.Actor;
import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.money.Amounts;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.source.HistoryEntry.EventType;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The items of sources. A change of an item locks its source first, so that the total always matches the
/// items.
public final class SourceItems {
    public static final int QTY_MAX = 1_000_000;
    public static final int ITEMS_MAX = 1_000;
    private static final String AMOUNT = "amount";

    private final Sources sources;
    private final Database database;
    private final InstantSource clock;

    /// An item before it is stored and has an id. The amount is as the caller sent it, not yet rounded.
    public record Draft(String name, CurrencyUnit currency, int qty, BigDecimal amount) {}

    /// What an update asks for; an absent value keeps the field.
    public record Change(Optional<String> name, Optional<Integer> qty, Optional<BigDecimal> amount) {
        boolean isEmpty() {
            return name.isEmpty() && qty.isEmpty() && amount.isEmpty();
        }
    }

    public SourceItems(Sources sources, Database database, InstantSource clock) {
        this.sources = sources;
        this.database = database;
        this.clock = clock;
    }

    /// Takes part in the transaction of `tx`.
    public SourceItem add(Handle tx, Caller.ByCredential caller, SourceKind kind, SourceId sourceId, Draft draft) {
        var source = sources.hold(tx, caller, kind, sourceId, kind.parentParameter(), EDIT);
        if (!draft.currency().equals(source.totalAmount().getCurrencyUnit())) {
            throw ProblemException.refused("currency", new SourceReason.ItemInOtherCurrency(kind));
        }
        if (source.itemCount() >= ITEMS_MAX) {
            throw ProblemException.refused(kind.parentParameter(), new SourceReason.ItemsAtLimit(ITEMS_MAX));
        }
        var amount = rounded(draft.amount(), source);
        checkTotal(source, amount.multipliedBy(draft.qty()), AMOUNT);
        var item = SourceItemTable.insert(tx, source, draft.name(), draft.qty(), amount, clock.instant());
        adjust(tx, caller, source, EventType.ITEM_ADDED, item.total(), 1);
        return item;
    }

    public SourceItem update(
            Caller.ByCredential caller, SourceKind kind, SourceId sourceId, SourceItemId id, Change change) {
        return database.of(caller.merchant()).transact(tx -> {
            var source = sources.hold(tx, caller, kind, sourceId, kind.parentParameter(), EDIT);
            var before = find(tx, source, id);
            if (change.isEmpty()) {
                return before;
            }
            var name = change.name().orElse(before.name());
            int qty = change.qty().orElse(before.qty());
            var amount = change.amount().map(given -> rounded(given, source)).orElse(before.amount());
            var difference = amount.multipliedBy(qty).minus(before.total());
            checkTotal(source, difference, change.amount().isPresent() ? AMOUNT : "qty");
            var after = SourceItemTable.update(tx, source, id, name, qty, amount, clock.instant());
            adjust(tx, caller, source, EventType.ITEM_UPDATED, difference, 0);
            return after;
        });
    }

    /// The item as it was.
    @CanIgnoreReturnValue
    public SourceItem remove(Caller.ByCredential caller, SourceKind kind, SourceId sourceId, SourceItemId id) {
        return database.of(caller.merchant()).transact(tx -> {
            var source = sources.hold(tx, caller, kind, sourceId, kind.parentParameter(), EDIT);
            var item = find(tx, source, id);
            SourceItemTable.delete(tx, source, id);
            adjust(tx, caller, source, EventType.ITEM_REMOVED, item.total().negated(), -1);
            return item;
        });
    }

    private static SourceItem find(Handle tx, Source source, SourceItemId id) {
        return SourceItemTable.find(tx, source, id).orElseThrow(() -> ProblemException.notFound("Item"));
    }

    private static Money rounded(BigDecimal amount, Source source) {
        return Amounts.of(amount, source.totalAmount().getCurrencyUnit(), AMOUNT);
    }

    /// Checked before the write. The schema would refuse too, but without a reason for the caller.
    private static void checkTotal(Source source, Money difference, String argument) {
        if (source.totalAmount().plus(difference).getAmount().compareTo(Amounts.MAX) > 0) {
            throw ProblemException.refused(argument, new SourceReason.TotalTooLarge(Amounts.MAX));
        }
    }

    private void adjust(
            Handle tx, Caller.ByCredential caller, Source source, EventType type, Money difference, int items) {
        var _ = SourceTable.adjustItems(
                tx, Actor.of(caller), source, type, difference.getAmount(), items, clock.instant());
    }
}
