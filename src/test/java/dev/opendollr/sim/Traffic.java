package dev.opendollr.sim;

import dev.opendollr.account.PaymentAccountId;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.gateway.AttemptId;
import dev.opendollr.session.Session;
import dev.opendollr.session.SessionId;
import dev.opendollr.sim.World.Document;
import dev.opendollr.sim.World.Ticket;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// What merchants, gateways and time do, one thing after the other. Refusals are ordinary; what must not be
/// answered is written down as a complaint.
final class Traffic {
    private static final Duration DEADLINE = Duration.ofHours(1);
    /// After the first the resolver takes what is being asked for, after the second also what another resolver
    /// has.
    private static final List<Duration> OVERTAKEN_AFTER = List.of(Duration.ofSeconds(31), Duration.ofSeconds(125));

    private final World world;
    private final Journal journal;
    private final Requests requests;
    private final NewObjects newObjects;
    private final SourceActions sourceActions;
    private final OutsideEvents outsideEvents;
    private final Pages pages;
    private final List<Runnable> moves = new ArrayList<>();
    private final List<Runnable> intrusions;

    Traffic(World world) {
        this.world = world;
        journal = world.journal();
        requests = new Requests(world);
        newObjects = new NewObjects(world);
        sourceActions = new SourceActions(world, newObjects);
        outsideEvents = new OutsideEvents(world);
        pages = new Pages(world, requests, outsideEvents::changeRate);
        often(6, this::collectAnew);
        often(2, this::checkOut);
        often(3, pages::fillIn);
        often(2, pages::send);
        often(3, requests::execute);
        often(3, this::payOut);
        often(2, this::transfer);
        often(4, this::refund);
        often(3, requests::repeat);
        often(2, requests::misuseReference);
        often(2, newObjects::repeat);
        often(1, sourceActions::publish);
        often(1, sourceActions::change);
        often(2, sourceActions::cancel);
        often(2, sourceActions::requestCancel);
        often(1, outsideEvents::changeWallet);
        often(1, outsideEvents::changeRate);
        often(1, outsideEvents::breakDown);
        often(1, outsideEvents::state);
        often(4, outsideEvents::jump);
        often(4, this::resolve);
        often(4, this::callBack);
        intrusions = List.of(
                requests::repeat,
                requests::repeat,
                newObjects::repeat,
                sourceActions::cancel,
                sourceActions::requestCancel,
                outsideEvents::jump,
                outsideEvents::state,
                this::resolve,
                this::overtake,
                this::overtake,
                this::callBack,
                this::callBack,
                outsideEvents::changeWallet,
                outsideEvents::changeRate,
                requests::execute,
                pages::send);
    }

    private void often(int times, Runnable move) {
        for (int time = 0; time < times; time++) {
            moves.add(move);
        }
    }

    void move() {
        run(world.pick(moves));
    }

    /// What the other process does between two steps of this one.
    void intrude() {
        journal.note("  meanwhile");
        journal.saw(Sighting.INTRUSION);
        world.elsewhere(() -> run(world.pick(intrusions)));
        journal.note("  so far");
    }

    /// Whoever is told that the database is away comes back later, or does not.
    private void run(Runnable move) {
        try {
            move.run();
        } catch (ProblemException refusal) {
            if (!Interruptions.isDoubt(refusal)) {
                throw refusal;
            }
            journal.refused(refusal);
        }
    }

    private void collectAnew() {
        if (world.chance(25)) {
            sourceActions.checkOutAtOnce();
        } else {
            sourceActions.draw();
        }
        checkOut();
        requests.execute();
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
                Optional.of(document),
                tx -> world.doors()
                        .sessions()
                        .checkout(tx, document.trader().caller(), document.kind(), document.id()));
    }

    private void payOut() {
        var trader = world.pick(world.traders());
        var currency = world.pick(Trader.CURRENCIES);
        var payee = world.pick(trader.payees());
        var amount = world.amount(currency);
        journal.note(trader.number() + " wants to pay out " + currency + " " + amount);
        open(
                trader,
                OperationType.PAYOUT,
                Optional.of(payee),
                Optional.empty(),
                tx -> world.doors().sessions().payout(tx, trader.caller(), payee, amount, currency));
        sometimes(requests::execute);
    }

    private void transfer() {
        var trader = world.pick(world.traders());
        int wallet = world.number(trader.wallets().size());
        var friend = world.pick(trader.friends());
        var currency = Trader.CURRENCIES.get(wallet);
        var amount = world.amount(currency);
        var until = world.clock().instant().plus(DEADLINE);
        journal.note(trader.number() + " wants to transfer " + currency + " " + amount);
        open(
                trader,
                OperationType.TRANSFER,
                Optional.empty(),
                Optional.empty(),
                tx -> world.doors()
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
                Optional.empty(),
                tx -> world.doors()
                        .sessions()
                        .refund(tx, trader.caller(), collection.execution().id(), amount, Optional.empty(), until));
        sometimes(requests::execute);
    }

    private void open(
            Trader trader,
            OperationType operation,
            Optional<PaymentAccountId> account,
            Optional<Document> document,
            Function<Handle, Session> creation) {
        newObjects.create(
                trader,
                (tx, _) -> creation.apply(tx).id().value(),
                session -> world.tickets()
                        .add(new Ticket(
                                world.nextNumber(), trader, operation, new SessionId(session), account, document)));
    }

    private void overtake() {
        outsideEvents.pass(world.pick(OVERTAKEN_AFTER));
        if (resolved() > 0) {
            journal.saw(Sighting.RESOLVED_MEANWHILE);
        }
    }

    private void resolve() {
        var _ = resolved();
    }

    private int resolved() {
        journal.note("the resolver looks");
        int resolved = world.doors().resolver().resolveDue();
        journal.note("  has looked after " + resolved);
        return resolved;
    }

    private void callBack() {
        world.gateway().turn();
        if (world.chance(5)) {
            world.doors().resolver().arrived(world.pick(world.traders()).id(), new AttemptId(world.freshId()));
        }
        for (int call = world.number(4); call >= 0; call--) {
            var _ = deliver();
        }
        sometimes(this::resolve);
    }

    void askAtLast() {
        requests.repeatUnanswered();
        pages.sendUnanswered();
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
            journal.note("a callback for " + due.attempt().value().toString().substring(0, 8));
            world.doors().resolver().arrived(due.merchant(), due.attempt());
            world.gateway().acknowledge(due);
        });
        return callback.isPresent();
    }

    private void sometimes(Runnable move) {
        if (world.chance(75)) {
            move.run();
        }
    }
}
