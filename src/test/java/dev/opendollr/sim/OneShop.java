package dev.opendollr.sim;

import dev.opendollr.db.Database;
import dev.opendollr.execution.Ask;
import dev.opendollr.execution.Execution;
import dev.opendollr.execution.OpenExecutions;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.Gateway;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.pricing.FeeBearer;
import dev.opendollr.pricing.OperationType;
import dev.opendollr.source.SourceItems;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.Sources;
import dev.opendollr.testing.Invariants;
import dev.opendollr.testing.TestPostgres;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// A merchant whose gateway says what a test has prepared, step by step.
final class OneShop implements AutoCloseable {
    private static final Duration LONG = Duration.ofHours(2);

    private final TestPostgres.Clone clone = TestPostgres.migrated();
    private final Database database = new Database(clone.server(), 2);
    private final SimulatedClock clock = new SimulatedClock();
    private final Scripted gateway = new Scripted();
    private final Program program = new Program(database, clock, gateway, UUID::randomUUID, new SplittableRandom(1));
    private final Trader trader = Trader.register(program, 1, 2).getLast();

    private static final class Scripted implements Gateway {
        private volatile Function<Attempt, Outcome> answer = _ -> new Outcome.Unknown("nothing was prepared");

        @Override
        public Outcome request(Attempt attempt) {
            return answer.apply(attempt);
        }

        @Override
        public Outcome look(Attempt attempt) {
            return answer.apply(attempt);
        }

        @Override
        public Outcome cancel(Attempt attempt) {
            return answer.apply(attempt);
        }

        @Override
        public Optional<Card> card(String token) {
            return Optional.empty();
        }
    }

    Trader trader() {
        return trader;
    }

    Program program() {
        return program;
    }

    Database database() {
        return database;
    }

    /// From now on the gateway answers so, whatever it is asked.
    void gatewaySays(Outcome outcome) {
        gateway.answer = _ -> outcome;
    }

    /// From now on the gateway answers so about this execution, and otherwise about others.
    void gatewaySays(Execution about, Supplier<Outcome> answer, Outcome otherwise) {
        gateway.answer = attempt -> attempt.id().equals(about.attemptId()) ? answer.get() : otherwise;
    }

    /// The word of an operator.
    Execution state(Execution execution, Outcome outcome, String reason) {
        return new OpenExecutions(database, clock, UUID::randomUUID)
                .state(trader.id(), execution.request().referenceId(), outcome, reason);
    }

    /// A callback has come.
    void arrived(Execution execution) {
        program.resolver().arrived(trader.id(), execution.attemptId());
    }

    void timePasses() {
        clock.advance(LONG);
    }

    /// Time passes, and whatever is due is looked after.
    void resolve() {
        timePasses();
        var _ = program.resolver().resolveDue();
    }

    /// As another process does that takes the execution to look after it, long after this one did.
    void claimAnew(Execution execution) {
        timePasses();
        var _ = database.single(handle -> handle.createUpdate("""
            update execution
               set next_check_at = :at, checks = checks + 1
             where merchant_id = :merchant and id = :id
            """)
                .bind("at", clock.instant().plus(LONG))
                .bind("merchant", trader.id().value())
                .bind("id", execution.id())
                .execute());
    }

    Execution now(Execution execution) {
        return program.executions()
                .retrieve(
                        trader.id(), execution.operation(), execution.request().referenceId());
    }

    Sources orders() {
        return program.documents(SourceKind.ORDER).sources();
    }

    /// A published order over so many dollars.
    long order(String dollars) {
        var draft = new Sources.Draft(
                trader.customer(), CurrencyUnit.USD, "", FeeBearer.PAYER, true, Optional.empty(), Optional.empty());
        var item = new SourceItems.Draft("Rice", CurrencyUnit.USD, 1, new BigDecimal(dollars));
        return database.transact(tx -> {
            var order = orders().create(tx, trader.caller(), draft);
            var _ = program.documents(SourceKind.ORDER).items().add(tx, trader.caller(), order.id(), item);
            return orders().publish(tx, trader.caller(), order.id()).id();
        });
    }

    Execution collect(long order, CurrencyUnit currency) {
        var session =
                database.transact(tx -> program.sessions().checkout(tx, trader.caller(), SourceKind.ORDER, order));
        return execute(
                OperationType.COLLECTION,
                session.id(),
                Optional.of(trader.payers().getFirst()),
                Optional.of(currency));
    }

    Execution payOut(Money amount) {
        var session = database.transact(tx -> program.sessions()
                .payout(tx, trader.caller(), trader.payees().getFirst(), amount.getAmount(), amount.getCurrencyUnit()));
        return execute(
                OperationType.PAYOUT, session.id(), Optional.of(trader.payees().getFirst()), Optional.empty());
    }

    Execution execute(OperationType operation, long session, Optional<Long> account, Optional<CurrencyUnit> currency) {
        var ask = new Ask(operation, UUID.randomUUID(), session, account, currency);
        return program.executions().execute(trader.caller(), ask);
    }

    /// Gives back a part of a collection, in the payer's currency.
    Execution refund(Execution collection, String amount) {
        var session = database.transact(tx -> program.sessions()
                .refund(
                        tx,
                        trader.caller(),
                        collection.id(),
                        new BigDecimal(amount),
                        Optional.empty(),
                        clock.instant().plus(LONG)));
        return execute(OperationType.REFUND, session.id(), Optional.empty(), Optional.empty());
    }

    /// Sends dollars to a counterparty.
    Execution transfer(long counterparty, String dollars) {
        var session = database.transact(tx -> program.sessions()
                .transfer(
                        tx,
                        trader.caller(),
                        trader.wallets().getFirst(),
                        counterparty,
                        new BigDecimal(dollars),
                        CurrencyUnit.USD,
                        clock.instant().plus(LONG)));
        return execute(OperationType.TRANSFER, session.id(), Optional.empty(), Optional.empty());
    }

    /// What has happened to an execution, in words.
    List<String> events(Execution execution) {
        return database.single(handle -> handle.createQuery("""
            select type
              from execution_event
             where merchant_id = :merchant and execution_id = :execution
             order by version
            """)
                .bind("merchant", trader.id().value())
                .bind("execution", execution.id())
                .mapTo(String.class)
                .list());
    }

    @Override
    public void close() {
        program.close();
        database.close();
        Invariants.check(clone.asOwner());
    }
}
