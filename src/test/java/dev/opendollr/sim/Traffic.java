package dev.opendollr.sim;

import dev.opendollr.ledger.WalletStatus;
import dev.opendollr.pricing.FeeBearer;
import dev.opendollr.pricing.OperationType;
import dev.opendollr.problem.ProblemException;
import dev.opendollr.session.Session;
import dev.opendollr.sim.World.Document;
import dev.opendollr.sim.World.Ticket;
import dev.opendollr.source.SourceItems;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.SourceStatus;
import dev.opendollr.source.Sources;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;

/// What merchants, gateways and time do, one thing after the other. Refusals are ordinary; what must not be answered is
/// written down as a complaint.
final class Traffic {
    private static final List<Duration> JUMPS = List.of(
            Duration.ofSeconds(3),
            Duration.ofSeconds(40),
            Duration.ofMinutes(3),
            Duration.ofMinutes(16),
            Duration.ofMinutes(31),
            Duration.ofHours(4),
            Duration.ofHours(26));
    private static final List<WalletStatus> STATUSES =
            List.of(WalletStatus.ACTIVE, WalletStatus.ACTIVE, WalletStatus.RESTRICTED, WalletStatus.FROZEN);
    private static final Duration DEADLINE = Duration.ofHours(1);

    private final World world;
    private final Journal journal;
    private final Requests requests;
    private final List<Runnable> moves = new ArrayList<>();
    private final List<Runnable> intrusions;

    Traffic(World world) {
        this.world = world;
        journal = world.journal();
        requests = new Requests(world);
        often(5, this::collectAnew);
        often(2, this::checkOut);
        often(3, requests::execute);
        often(3, this::payOut);
        often(2, this::transfer);
        often(4, this::refund);
        often(3, requests::repeat);
        often(2, requests::misuseReference);
        often(2, this::cancel);
        often(2, this::requestCancel);
        often(1, this::changeWallet);
        often(4, this::jump);
        often(4, this::resolve);
        often(4, this::callBack);
        intrusions = List.of(
                requests::repeat,
                requests::repeat,
                this::cancel,
                this::requestCancel,
                this::jump,
                this::resolve,
                this::resolve,
                this::callBack,
                this::callBack,
                this::changeWallet,
                requests::execute);
    }

    private void often(int times, Runnable move) {
        for (int time = 0; time < times; time++) {
            moves.add(move);
        }
    }

    void move() {
        world.pick(moves).run();
    }

    /// What comes in between two steps of something else.
    void intrude() {
        journal.note("  meanwhile");
        journal.saw(Sighting.INTRUSION);
        try {
            world.pick(intrusions).run();
        } catch (RuntimeException failure) {
            journal.complain("unexpected " + failure);
        }
        journal.note("  so far");
    }

    private void collectAnew() {
        draw();
        checkOut();
        requests.execute();
    }

    private void draw() {
        var trader = world.pick(world.traders());
        var kind = world.pick(List.of(SourceKind.values()));
        var currency = world.pick(Trader.CURRENCIES);
        var bearer = world.pick(List.of(FeeBearer.values()));
        var amount = amount(currency);
        boolean publishes = !world.chance(5);
        var draft =
                new Sources.Draft(trader.customer(), currency, "", bearer, true, Optional.empty(), Optional.empty());
        var item = new SourceItems.Draft("Rice", currency, 1 + world.number(3), amount);
        var number = world.documents().size();
        journal.note(trader.number() + " draws document " + number + " of " + currency + " " + amount + ", " + bearer);
        var documents = world.program().documents(kind);
        var id = write(tx -> {
            var source = documents.sources().create(tx, trader.caller(), draft);
            var _ = documents.items().add(tx, trader.caller(), source.id(), item);
            if (publishes) {
                var _ = documents.sources().publish(tx, trader.caller(), source.id());
            }
            return source.id();
        });
        id.ifPresent(drawn -> world.documents().add(new Document(number, trader, kind, drawn)));
    }

    private void checkOut() {
        if (world.documents().isEmpty()) {
            return;
        }
        var document = world.pickLate(world.documents());
        journal.note(document.trader().number() + " checks out document " + document.number());
        open(
                document.trader(),
                OperationType.COLLECTION,
                Optional.empty(),
                tx -> world.program()
                        .sessions()
                        .checkout(tx, document.trader().caller(), document.kind(), document.id()));
    }

    private void payOut() {
        var trader = world.pick(world.traders());
        var currency = world.pick(Trader.CURRENCIES.subList(0, 2));
        var amount = amount(currency);
        journal.note(trader.number() + " wants to pay out " + currency + " " + amount);
        open(
                trader,
                OperationType.PAYOUT,
                Optional.of(trader.payee()),
                tx -> world.program().sessions().payout(tx, trader.caller(), trader.payee(), amount, currency));
        sometimes(requests::execute);
    }

    private void transfer() {
        var trader = world.pick(world.traders());
        int wallet = world.number(trader.wallets().size());
        var friend = world.pick(trader.friends());
        var currency = Trader.CURRENCIES.get(wallet);
        var amount = amount(currency);
        var until = world.clock().instant().plus(DEADLINE);
        journal.note(trader.number() + " wants to transfer " + currency + " " + amount);
        open(
                trader,
                OperationType.TRANSFER,
                Optional.empty(),
                tx -> world.program()
                        .sessions()
                        .transfer(tx, trader.caller(), trader.wallets().get(wallet), friend, amount, currency, until));
        sometimes(requests::execute);
    }

    private void refund() {
        var collections = world.answered().values().stream()
                .filter(answered -> answered.execution().operation() == OperationType.COLLECTION)
                .toList();
        if (collections.isEmpty()) {
            return;
        }
        var collection = world.pickLate(collections);
        var trader = collection.asked().trader();
        var whole = collection.execution().quote().payerAmount().getAmount();
        // A third, a half, the whole, and more than that.
        var amount = whole.multiply(BigDecimal.valueOf(world.pick(List.of(34, 34, 50, 100, 101))))
                .movePointLeft(2);
        var until = world.clock().instant().plus(DEADLINE);
        journal.note(trader.number() + " wants to refund " + amount + " of " + Requests.name(collection.asked()));
        open(
                trader,
                OperationType.REFUND,
                Optional.empty(),
                tx -> world.program()
                        .sessions()
                        .refund(tx, trader.caller(), collection.execution().id(), amount, Optional.empty(), until));
        sometimes(requests::execute);
    }

    private void open(
            Trader trader, OperationType operation, Optional<Long> account, Function<Handle, Session> creation) {
        var opened = write(creation);
        opened.ifPresent(session -> {
            world.tickets().add(new Ticket(world.nextNumber(), trader, operation, session.id(), account));
        });
    }

    private <T> Optional<T> write(Function<Handle, T> creation) {
        try {
            return Optional.of(world.program().database().transact(creation));
        } catch (ProblemException refused) {
            journal.refused(refused);
            return Optional.empty();
        }
    }

    private void cancel() {
        cancel(
                "cancels",
                document -> world.program()
                        .documents(document.kind())
                        .sources()
                        .cancel(document.trader().caller(), document.id(), Optional.empty()));
    }

    private void requestCancel() {
        cancel(
                "wants canceled",
                document -> world.program()
                        .documents(document.kind())
                        .sources()
                        .requestCancel(document.trader().caller(), document.id(), Optional.empty()));
    }

    private void cancel(String how, Function<Document, Sources.Cancellation> door) {
        if (world.documents().isEmpty()) {
            return;
        }
        var document = world.pickLate(world.documents());
        journal.note(document.trader().number() + " " + how + " document " + document.number());
        try {
            var status = door.apply(document).source().status();
            journal.note("  is " + status);
            world.canceled().add(document);
            journal.saw(status == SourceStatus.CANCELED ? Sighting.CANCELED : Sighting.CANCELED_LATER);
        } catch (ProblemException refused) {
            journal.refused(refused);
        } catch (IllegalStateException failed) {
            // Cancels are carried out by others, who wrap what they die of.
            if (failed.getCause() instanceof Crash crash) {
                throw crash;
            }
            throw failed;
        }
    }

    private void changeWallet() {
        var trader = world.pick(world.traders());
        int wallet = world.number(trader.wallets().size());
        var status = world.pick(STATUSES);
        journal.note("wallet " + wallet + " of " + trader.number() + " becomes " + status);
        var _ = world.program()
                .wallets()
                .setStatus(trader.id(), trader.wallets().get(wallet), status);
    }

    private void jump() {
        var jump = world.pick(JUMPS.subList(0, world.chance(80) ? 5 : JUMPS.size()));
        journal.note(jump + " pass");
        world.advance(jump);
        world.gateway().turn();
    }

    private void resolve() {
        journal.note("the resolver looks");
        int resolved = world.program().resolver().resolveDue();
        journal.note("  has looked after " + resolved);
    }

    private void callBack() {
        world.gateway().turn();
        if (world.chance(5)) {
            world.program().resolver().arrived(world.pick(world.traders()).id(), world.freshId());
        }
        for (int call = world.number(4); call >= 0; call--) {
            var _ = deliver();
        }
        sometimes(this::resolve);
    }

    /// Whether there was any callback to deliver.
    boolean deliverAll() {
        boolean delivered = false;
        while (deliver()) {
            delivered = true;
        }
        return delivered;
    }

    private boolean deliver() {
        var callback = world.gateway().callback();
        callback.ifPresent(due -> {
            journal.note("a callback for " + due.attempt().toString().substring(0, 8));
            world.program().resolver().arrived(due.merchant(), due.attempt());
            world.gateway().acknowledge(due);
        });
        return callback.isPresent();
    }

    private void sometimes(Runnable move) {
        if (world.chance(75)) {
            move.run();
        }
    }

    private BigDecimal amount(CurrencyUnit currency) {
        int cents = 1 + world.number(world.chance(10) ? 100 : 6_000);
        return switch (currency.getCode()) {
            case "USD" -> BigDecimal.valueOf(cents, 2);
            case "LRD" -> BigDecimal.valueOf(cents * 100L, 2);
            default -> BigDecimal.valueOf(cents * 10L);
        };
    }
}
