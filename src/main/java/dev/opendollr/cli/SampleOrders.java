package dev.opendollr.cli;

import dev.opendollr.Doors;
import dev.opendollr.base.identity.Actor;
import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.money.FeeBearer;
import dev.opendollr.merchant.Merchant;
import dev.opendollr.party.RelationshipType;
import dev.opendollr.source.Source;
import dev.opendollr.source.SourceItems;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.Sources;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;

/// Orders for experiments: published, each with one to three items, the same ones every time.
final class SampleOrders {
    private static final List<Item> GOODS = List.of(
            new Item("Bag of rice", "18.50"),
            new Item("Palm oil, 5 litres", "9.75"),
            new Item("Phone credit", "2.00"),
            new Item("School uniform", "12.25"),
            new Item("Bundle of charcoal", "3.40"));
    private static final int ITEMS_MAX = 3;

    private record Item(String name, String amount) {}

    private final Doors doors;
    private final Caller.ByCredential caller;

    private SampleOrders(Doors doors, Merchant merchant) {
        this.doors = doors;
        caller = new Caller.ByCredential(merchant.id(), merchant.type(), Actor.OPERATOR, "seed-" + UUID.randomUUID());
    }

    /// Creates the orders. Returns their numbers in the order of creation.
    static List<String> create(Doors doors, Merchant merchant, int count) {
        var sample = new SampleOrders(doors, merchant);
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(sample.create(i).number());
        }
        return numbers;
    }

    private Source create(int place) {
        return doors.database().of(caller.merchant()).transact(tx -> create(tx, place));
    }

    private Source create(Handle tx, int place) {
        var buyer = doors.counterparties().create(tx, caller.merchant(), RelationshipType.CUSTOMER, Optional.empty());
        var order = doors.sources()
                .create(
                        tx,
                        caller,
                        SourceKind.ORDER,
                        new Sources.Draft(
                                buyer.id(),
                                CurrencyUnit.USD,
                                "Sample order " + (place + 1),
                                FeeBearer.PAYER,
                                true,
                                Optional.empty(),
                                Optional.empty()));
        for (int i = 0; i <= place % ITEMS_MAX; i++) {
            var good = GOODS.get((place + i) % GOODS.size());
            var _ = doors.items()
                    .add(
                            tx,
                            caller,
                            SourceKind.ORDER,
                            order.id(),
                            new SourceItems.Draft(good.name(), CurrencyUnit.USD, 1 + i, new BigDecimal(good.amount())));
        }
        return doors.sources().publish(tx, caller, SourceKind.ORDER, order.id());
    }
}
