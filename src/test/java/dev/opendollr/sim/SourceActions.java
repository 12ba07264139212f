package dev.opendollr.sim;

import dev.opendollr.base.http.Patch;
import dev.opendollr.base.money.FeeBearer;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.checkout.CheckoutMode;
import dev.opendollr.checkout.Checkouts;
import dev.opendollr.party.Parties;
import dev.opendollr.party.RelationshipType;
import dev.opendollr.sim.World.Document;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceItemId;
import dev.opendollr.source.SourceItems;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.SourceStatus;
import dev.opendollr.source.Sources;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;

/// What merchants do with orders and invoices, but for their payment.
final class SourceActions {
    private static final List<Duration> TIMES_TO_PAY =
            List.of(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofDays(1));

    private final World world;
    private final Journal journal;
    private final NewObjects newObjects;
    /// Those that were not published as far as their merchants know.
    private final List<Document> drafts = new ArrayList<>();

    SourceActions(World world, NewObjects newObjects) {
        this.world = world;
        this.newObjects = newObjects;
        journal = world.journal();
    }

    void draw() {
        var trader = world.pick(world.traders());
        var kind = world.pick(List.of(SourceKind.values()));
        var currency = world.pick(Trader.CURRENCIES);
        var bearer = world.pick(List.of(FeeBearer.values()));
        var item = item(currency);
        boolean publishes = !world.chance(20);
        journal.note(trader.number() + " draws a document of " + currency + " " + item.amount() + ", " + bearer);
        newObjects.create(
                trader,
                (tx, key) -> {
                    var draft = new Sources.Draft(
                            trader.customer(), currency, "", bearer, true, Optional.of(key), Optional.empty());
                    var source = sources().create(tx, trader.caller(), kind, draft);
                    var _ = items().add(tx, trader.caller(), kind, source.id(), item);
                    if (publishes) {
                        var _ = sources().publish(tx, trader.caller(), kind, source.id());
                    }
                    return source.id().value();
                },
                id -> {
                    var drawn = drawn(trader, kind, new SourceId(id));
                    if (!publishes) {
                        drafts.add(drawn);
                    }
                });
    }

    /// Made, filled and published in one call.
    void checkOutAtOnce() {
        var trader = world.pick(world.traders());
        var kind = world.pick(List.of(SourceKind.values()));
        var currency = world.pick(Trader.CURRENCIES);
        var items = List.of(
                new Checkouts.Item("Rice", world.amount(currency)), new Checkouts.Item("Oil", world.amount(currency)));
        var end = world.chance(50)
                ? Optional.of(world.clock().instant().plus(world.pick(TIMES_TO_PAY)))
                : Optional.<Instant>empty();
        journal.note(trader.number() + " makes a checkout of " + currency + " " + items
                + end.map(until -> " until " + until).orElse(""));
        newObjects.create(
                trader,
                (tx, key) -> {
                    var draft = new Checkouts.Draft(
                            CheckoutMode.DIRECT,
                            kind,
                            new Parties.Draft("Ma Hawa", Trader.PAYER, Optional.empty(), Optional.empty()),
                            Optional.of(trader.customer()),
                            RelationshipType.CUSTOMER,
                            currency,
                            items,
                            Optional.of(key),
                            "",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            end);
                    var created = world.doors().checkouts().create(tx, trader.caller(), draft);
                    return created.source().id().value();
                },
                id -> {
                    var _ = drawn(trader, kind, new SourceId(id));
                    end.ifPresent(until -> world.ends().put(new SourceId(id), until));
                    journal.saw(Sighting.CHECKOUT_CREATED);
                });
    }

    private Document drawn(Trader trader, SourceKind kind, SourceId id) {
        var document = new Document(world.documents().size(), trader, kind, id);
        journal.note("  as document " + document.number());
        world.documents().add(document);
        return document;
    }

    void publish() {
        if (!drafts.isEmpty()) {
            var document = world.pick(drafts);
            var caller = document.trader().caller();
            edit(document, "publishes", () -> sources().publish(caller, document.kind(), document.id()));
        }
    }

    /// Mostly what is not yet published.
    void change() {
        var choices = drafts.isEmpty() || world.chance(20) ? world.documents() : drafts;
        if (choices.isEmpty()) {
            return;
        }
        var document = world.pickLate(choices);
        var caller = document.trader().caller();
        var bearer = world.pick(List.of(FeeBearer.values()));
        var change =
                new Sources.Change(new Patch.Keep<>(), Optional.of("new"), Optional.of(bearer), new Patch.Keep<>());
        var qty = Optional.of(1 + world.number(3));
        var kind = document.kind();
        var id = document.id();
        switch (world.number(4)) {
            case 0 -> edit(document, "updates", () -> sources().update(caller, kind, id, change));
            case 1 ->
                edit(document, "adds to", () -> {
                    var total = sources().retrieve(caller.merchant(), kind, id).totalAmount();
                    return world.doors()
                            .database()
                            .everywhere()
                            .transact(tx -> items().add(tx, caller, kind, id, item(total.getCurrencyUnit())));
                });
            case 2 ->
                edit(document, "changes an item of", () -> {
                    var changed = new SourceItems.Change(Optional.empty(), qty, Optional.empty());
                    return items().update(caller, kind, id, anyItem(document), changed);
                });
            default -> edit(document, "removes an item of", () -> items().remove(caller, kind, id, anyItem(document)));
        }
    }

    private SourceItemId anyItem(Document document) {
        var detail = sources().detail(document.trader().id(), document.kind(), document.id());
        return detail.items().isEmpty()
                ? new SourceItemId(0)
                : world.pick(detail.items()).id();
    }

    private Sources sources() {
        return world.doors().sources();
    }

    private SourceItems items() {
        return world.doors().items();
    }

    private void edit(Document document, String how, Supplier<Object> door) {
        journal.note(document.trader().number() + " " + how + " document " + document.number());
        try {
            var _ = door.get();
            journal.saw(Sighting.EDITED);
            if (how.equals("publishes")) {
                var _ = drafts.remove(document);
            }
        } catch (ProblemException refused) {
            journal.refused(refused);
            if (!Interruptions.isDoubt(refused)) {
                journal.saw(Sighting.EDIT_REFUSED);
                var _ = drafts.remove(document);
            }
        }
    }

    void cancel() {
        cancel(
                "cancels",
                document ->
                        sources().cancel(document.trader().caller(), document.kind(), document.id(), Optional.empty()));
    }

    void requestCancel() {
        cancel(
                "wants canceled",
                document -> sources()
                        .requestCancel(document.trader().caller(), document.kind(), document.id(), Optional.empty()));
    }

    private void cancel(String how, Function<Document, Sources.Cancellation> door) {
        if (world.documents().isEmpty()) {
            return;
        }
        var document = world.pickLate(world.documents());
        journal.note(document.trader().number() + " " + how + " document " + document.number());
        boolean isDoubtful = !isAnswered(document, door);
        if (isDoubtful) {
            journal.note("  asks again");
            var _ = isAnswered(document, door);
        }
    }

    private boolean isAnswered(Document document, Function<Document, Sources.Cancellation> door) {
        try {
            cancel(document, door);
            return true;
        } catch (ProblemException refused) {
            journal.refused(refused);
            return !Interruptions.isDoubt(refused);
        }
    }

    private void cancel(Document document, Function<Document, Sources.Cancellation> door) {
        try {
            var status = door.apply(document).source().status();
            journal.note("  is " + status);
            world.canceled().add(document);
            journal.saw(status == SourceStatus.CANCELED ? Sighting.CANCELED : Sighting.CANCELED_LATER);
        } catch (IllegalStateException failed) {
            // Cancels are carried out by others, who wrap what they die of.
            if (failed.getCause() instanceof Crash crash) {
                throw crash;
            }
            throw failed;
        }
    }

    private SourceItems.Draft item(CurrencyUnit currency) {
        return new SourceItems.Draft("Rice", currency, 1 + world.number(3), world.amount(currency));
    }
}
