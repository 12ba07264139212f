package dev.opendollr.sim;

import dev.opendollr.account.PaymentAccountId;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.execution.Ask;
import dev.opendollr.execution.Execution;
import dev.opendollr.execution.ExecutionStatus;
import dev.opendollr.prediction.Foresight;
import dev.opendollr.pricing.Quote;
import dev.opendollr.sim.World.Answered;
import dev.opendollr.sim.World.Asked;
import dev.opendollr.sim.World.Document;
import dev.opendollr.source.SourceType;
import dev.opendollr.testing.Refusals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/// Executions that merchants ask for, once or again, and whether the answers agree with each other.
final class Requests {
    private final World world;
    private final Journal journal;

    Requests(World world) {
        this.world = world;
        journal = world.journal();
    }

    /// A session that is still open, and now and then one that is not, or somebody else's.
    void execute() {
        if (world.tickets().isEmpty()) {
            return;
        }
        var ticket = world.pickLate(world.tickets());
        var trader = world.chance(97) ? ticket.trader() : world.pick(world.traders());
        var operation = world.chance(97) ? ticket.operation() : world.pick(List.of(OperationType.values()));
        boolean collects = operation == OperationType.COLLECTION;
        var account = switch (operation) {
            case COLLECTION -> Optional.of(world.pick(trader.payers()));
            case PAYOUT -> ticket.account().or(() -> Optional.of(world.pick(trader.payees())));
            case TRANSFER, REFUND -> Optional.<PaymentAccountId>empty();
        };
        var currency = collects ? Optional.of(world.pick(Trader.CURRENCIES)) : Optional.<CurrencyUnit>empty();
        var ask = new Ask(operation, world.freshId(), ticket.session(), account, currency);
        int rates = world.rates();
        var foreseen = collects && world.chance(40)
                ? ticket.document().flatMap(document -> foresee(trader, document, ask))
                : Optional.<Quote>empty();
        var execution = ask(new Asked(trader, ask), "executes session " + ticket.number());
        if (rates == world.rates()) {
            foreseen.ifPresent(quote -> execution.ifPresent(begun -> checkForeseen(quote, begun)));
        }
        if (world.chance(90)) {
            var _ = world.tickets().remove(ticket);
        }
    }

    /// What the payment of a document will cost.
    private Optional<Quote> foresee(Trader trader, Document document, Ask ask) {
        var method = trader.paidBy(ask.accountId().orElseThrow());
        var type = SourceType.valueOf(document.kind().name());
        try {
            return Optional.of(Foresight.of(
                    world.doors().predictions(),
                    trader.caller(),
                    type,
                    document.id(),
                    ask.currency().orElseThrow(),
                    method));
        } catch (ProblemException refused) {
            journal.refused(refused);
            return Optional.empty();
        }
    }

    private void checkForeseen(Quote foreseen, Execution execution) {
        journal.saw(Sighting.FORETOLD);
        if (!foreseen.equals(execution.quote())) {
            journal.complain("foretold was " + foreseen + ", and it is " + execution.quote());
        }
    }

    /// The same again, as after a lost answer.
    void repeat() {
        var asked = new ArrayList<>(world.unanswered());
        if (asked.isEmpty() || world.chance(50)) {
            world.answered().values().forEach(answered -> asked.add(answered.asked()));
        }
        if (!asked.isEmpty()) {
            var _ = ask(world.pickLate(asked), "asks again");
        }
    }

    /// Everybody who was not answered comes back.
    void repeatUnanswered() {
        for (var asked : List.copyOf(world.unanswered())) {
            var _ = ask(asked, "asks at last");
        }
    }

    /// Something else under a reference that is taken.
    void misuseReference() {
        if (world.answered().isEmpty() || world.tickets().isEmpty()) {
            return;
        }
        var first = world.pickLate(List.copyOf(world.answered().values())).asked();
        var ask = first.ask();
        var ticket = world.pick(world.tickets());
        var other = world.pick(List.of(
                new Ask(ask.operation(), ask.referenceId(), ticket.session(), ask.accountId(), ask.currency()),
                new Ask(
                        ask.operation(),
                        ask.referenceId(),
                        ask.sessionId(),
                        ask.accountId().map(_ -> world.pick(first.trader().payers())),
                        ask.currency()),
                new Ask(
                        ask.operation(),
                        ask.referenceId(),
                        ask.sessionId(),
                        ask.accountId(),
                        ask.currency().map(_ -> world.pick(Trader.CURRENCIES))),
                new Ask(
                        world.pick(List.of(OperationType.TRANSFER, OperationType.REFUND)),
                        ask.referenceId(),
                        ask.sessionId(),
                        Optional.empty(),
                        Optional.empty())));
        var _ = ask(new Asked(first.trader(), other), "asks for something else");
    }

    /// Nobody begins to pay a document whose time to be paid is over.
    private void checkInTime(Execution execution) {
        execution
                .request()
                .sourceId()
                .filter(_ -> execution.operation() == OperationType.COLLECTION)
                .map(world.ends()::get)
                .filter(end -> !execution.createdAt().isBefore(end))
                .ifPresent(end -> journal.complain("it was begun at " + execution.createdAt() + ", after " + end));
    }

    private Optional<Execution> ask(Asked asked, String how) {
        var before = Optional.ofNullable(world.answered().get(asked.key()));
        world.unanswered().remove(asked);
        journal.note(asked.trader().number() + " " + how + ": " + name(asked));
        try {
            var execution = world.doors().executions().execute(asked.trader().caller(), asked.ask());
            journal.note("  is " + execution.status());
            hear(asked, execution);
            return Optional.of(execution);
        } catch (ProblemException refused) {
            journal.refused(refused);
            if (Interruptions.isDoubt(refused)) {
                world.unanswered().add(asked);
                return world.chance(60) ? ask(asked, "asks again") : Optional.empty();
            }
            if (Refusals.sentence(refused.problem()).contains("the session has expired")) {
                journal.saw(Sighting.SESSION_EXPIRED);
            }
            if (before.isPresent() && before.get().asked().equals(asked)) {
                journal.complain("a reference that was answered before is refused: " + refused.getMessage());
            }
            before.ifPresent(_ -> journal.saw(Sighting.REFERENCE_REFUSED));
            return Optional.empty();
        } catch (Crash crash) {
            world.unanswered().add(asked);
            throw crash;
        }
    }

    /// An answer has come. It must agree with earlier ones to the same.
    void hear(Asked asked, Execution execution) {
        checkInTime(execution);
        Optional.ofNullable(world.answered().get(asked.key())).ifPresent(first -> checkSame(first, asked, execution));
        world.answered().merge(asked.key(), new Answered(asked, execution), Requests::latest);
    }

    private static Answered latest(Answered before, Answered now) {
        boolean isOver = isFinal(before.execution());
        return new Answered(before.asked(), isOver ? before.execution() : now.execution());
    }

    private void checkSame(Answered first, Asked asked, Execution now) {
        journal.saw(Sighting.ANSWERED_AGAIN);
        if (!first.asked().equals(asked)) {
            journal.complain("a reference was answered for something else");
        }
        var then = first.execution();
        boolean same = then.id().equals(now.id())
                && then.attemptId().equals(now.attemptId())
                && then.quote().equals(now.quote());
        if (!same) {
            journal.complain("a reference was answered with another execution");
        }
        if (isFinal(then) && isFinal(now) && then.status() != now.status()) {
            journal.complain("what was " + then.status() + " is " + now.status());
        }
    }

    private static boolean isFinal(Execution execution) {
        return execution.status() == ExecutionStatus.COMPLETED || execution.status() == ExecutionStatus.FAILED;
    }

    static String name(Asked asked) {
        return asked.ask().operation() + " "
                + asked.ask().referenceId().toString().substring(0, 8);
    }
}
