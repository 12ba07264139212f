package dev.opendollr.sim;

import dev.opendollr.Doors;
import dev.opendollr.account.PaymentAccountId;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.db.DatabaseAccess;
import dev.opendollr.base.money.FeeBearer;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.execution.Ask;
import dev.opendollr.execution.Clocks;
import dev.opendollr.execution.Execution;
import dev.opendollr.execution.OperatorWord;
import dev.opendollr.gateway.Gateway;
import dev.opendollr.party.CounterpartyId;
import dev.opendollr.party.Party;
import dev.opendollr.party.RelationshipType;
import dev.opendollr.session.SessionId;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceItems;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.SourceStatus;
import dev.opendollr.source.Sources;
import dev.opendollr.testing.Deadlocks;
import dev.opendollr.testing.Invariants;
import dev.opendollr.testing.TestPostgres;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// A merchant, its gateway and the service between them, without HTTP.
final class OneShop implements AutoCloseable {
    private static final Duration LEASE = Duration.ofHours(2);

    private final TestPostgres.Clone clone = TestPostgres.migrated();
    private final InstantSource clock;
    private final Database database;
    private final Gateway gateway;
    private final Doors doors;
    private final Trader trader;
    private final Trader otherTrader;

    OneShop(Gateway gateway, InstantSource clock, int connections) {
        this(gateway, Clocks.of(clock), connections);
    }

    OneShop(Gateway gateway, Clocks clocks, int connections) {
        this(gateway, clocks, access -> new Database(access, connections));
    }

    OneShop(Gateway gateway, Clocks clocks, Function<DatabaseAccess, Database> opened) {
        this.gateway = gateway;
        clock = clocks.service();
        database = opened.apply(clone.server());
        doors = doors(clocks);
        var traders = Trader.register(doors, 1, 2);
        trader = traders.getLast();
        otherTrader = traders.getFirst();
    }

    /// Another process at the same database, on a machine of its own.
    Doors doors(Clocks clocks) {
        return new Doors(new Doors.Outside(
                database, clocks, clocks.service(), gateway, UUID::randomUUID, new SplittableRandom(1)));
    }

    Database database() {
        return database;
    }

    /// Sessions that may do everything.
    Jdbi owner() {
        return clone.asOwner();
    }

    Trader trader() {
        return trader;
    }

    Trader otherTrader() {
        return otherTrader;
    }

    Backlog backlog(Trader of) {
        return new Backlog(clone.asOwner(), of.id(), clock.instant());
    }

    Doors doors() {
        return doors;
    }

    /// The word of an operator.
    Execution state(Execution execution, OperatorWord word, String reason) {
        return doors.openExecutions().state(trader.id(), execution.request().referenceId(), word, reason);
    }

    /// A callback has come.
    void arrived(Execution execution) {
        doors.resolver().arrived(trader.id(), execution.attemptId());
    }

    /// As another process does that takes the execution to look after it, long after this one did.
    void claimAnew(Execution execution) {
        var _ = database.everywhere()
                .single(handle -> handle.createUpdate("""
                    update execution
                       set next_check_at = :at, checks = checks + 1
                     where merchant_id = :merchant and id = :id
                    """)
                        .bind("at", clock.instant().plus(LEASE))
                        .bind("merchant", trader.id().value())
                        .bind("id", execution.id().value())
                        .execute());
    }

    /// Does `work` while a transaction of somebody else's holds the execution.
    void whileHeld(Execution execution, Runnable work) {
        clone.asOwner().useTransaction(tx -> {
            var _ = tx.createQuery("""
                select id
                  from execution
                 where merchant_id = :merchant and id = :id
                   for no key update
                """)
                    .bind("merchant", trader.id().value())
                    .bind("id", execution.id().value())
                    .mapTo(Long.class)
                    .one();
            work.run();
        });
    }

    Execution now(Execution execution) {
        return doors.executions()
                .retrieve(
                        trader.id(), execution.operation(), execution.request().referenceId());
    }

    Sources sources() {
        return doors.sources();
    }

    /// Where an order stands now.
    SourceStatus status(SourceId order) {
        return sources().retrieve(trader.id(), SourceKind.ORDER, order).status();
    }

    /// A published order over so many dollars.
    SourceId order(String dollars) {
        return order(dollars, trader.customer(), true);
    }

    /// A published order for somebody; `asPaymentLink` says whether links to it are given.
    SourceId order(String dollars, CounterpartyId counterparty, boolean asPaymentLink) {
        var draft = draft(dollars, counterparty, asPaymentLink);
        return sources().publish(trader.caller(), SourceKind.ORDER, draft).id();
    }

    /// The same, not published yet.
    SourceId draft(String dollars, CounterpartyId counterparty, boolean asPaymentLink) {
        var draft = new Sources.Draft(
                counterparty, CurrencyUnit.USD, "", FeeBearer.PAYER, asPaymentLink, Optional.empty(), Optional.empty());
        var item = new SourceItems.Draft("Rice", CurrencyUnit.USD, 1, new BigDecimal(dollars));
        return database.everywhere().transact(tx -> {
            var order = sources().create(tx, trader.caller(), SourceKind.ORDER, draft);
            var _ = doors.items().add(tx, trader.caller(), SourceKind.ORDER, order.id(), item);
            return order.id();
        });
    }

    /// A customer of whom nothing is known.
    CounterpartyId nobody() {
        return database.everywhere()
                .transact(tx ->
                        doors.counterparties().create(tx, trader.id(), RelationshipType.CUSTOMER, Optional.empty()))
                .id();
    }

    /// The party of a counterparty.
    Party party(CounterpartyId counterparty) {
        return doors.counterparties()
                .retrieve(trader.id(), counterparty)
                .party()
                .orElseThrow();
    }

    Execution collect(SourceId order) {
        return collect(order, trader.payers().getFirst(), CurrencyUnit.USD);
    }

    Execution collect(SourceId order, PaymentAccountId account, CurrencyUnit currency) {
        return collect(checkoutSession(order), account, currency);
    }

    Execution collect(SessionId session) {
        return collect(session, trader.payers().getFirst(), CurrencyUnit.USD);
    }

    private Execution collect(SessionId session, PaymentAccountId account, CurrencyUnit currency) {
        return execute(OperationType.COLLECTION, session, Optional.of(account), Optional.of(currency));
    }

    SessionId checkoutSession(SourceId order) {
        return database.everywhere()
                .transact(tx -> doors.sessions().checkout(tx, trader.caller(), SourceKind.ORDER, order))
                .id();
    }

    Execution payOut(Money amount) {
        return payOut(trader, amount);
    }

    Execution payOut(Trader from, Money amount) {
        var account = from.payees().getFirst();
        var session = database.everywhere()
                .transact(tx -> doors.sessions()
                        .payout(tx, from.caller(), account, amount.getAmount(), amount.getCurrencyUnit()));
        return execute(from, OperationType.PAYOUT, session.id(), Optional.of(account), Optional.empty());
    }

    Execution execute(
            OperationType operation,
            SessionId session,
            Optional<PaymentAccountId> account,
            Optional<CurrencyUnit> currency) {
        return execute(trader, operation, session, account, currency);
    }

    private Execution execute(
            Trader who,
            OperationType operation,
            SessionId session,
            Optional<PaymentAccountId> account,
            Optional<CurrencyUnit> currency) {
        var ask = new Ask(operation, UUID.randomUUID(), session, account, currency);
        return doors.executions().execute(who.caller(), ask);
    }

    /// Gives back a part of a collection, in the payer's currency.
    Execution refund(Execution collection, String amount) {
        return execute(OperationType.REFUND, refundSession(collection, amount), Optional.empty(), Optional.empty());
    }

    SessionId refundSession(Execution collection, String amount) {
        return database.everywhere()
                .transact(tx -> doors.sessions()
                        .refund(
                                tx,
                                trader.caller(),
                                collection.id(),
                                new BigDecimal(amount),
                                Optional.empty(),
                                clock.instant().plus(LEASE)))
                .id();
    }

    /// Sends dollars to a counterparty.
    Execution transfer(CounterpartyId counterparty, String dollars) {
        return transfer(trader, counterparty, dollars);
    }

    Execution transfer(Trader from, CounterpartyId counterparty, String dollars) {
        var session = transferSession(from, counterparty, dollars);
        return execute(from, OperationType.TRANSFER, session, Optional.empty(), Optional.empty());
    }

    SessionId transferSession(Trader from, CounterpartyId counterparty, String dollars) {
        return database.everywhere()
                .transact(tx -> doors.sessions()
                        .transfer(
                                tx,
                                from.caller(),
                                from.wallets().getFirst(),
                                counterparty,
                                new BigDecimal(dollars),
                                CurrencyUnit.USD,
                                clock.instant().plus(LEASE)))
                .id();
    }

    /// What has happened to an execution, in words.
    List<String> events(Execution execution) {
        return database.everywhere()
                .single(handle -> handle.createQuery("""
                    select type
                      from execution_event
                     where merchant_id = :merchant and execution_id = :execution
                     order by version
                    """)
                        .bind("merchant", trader.id().value())
                        .bind("execution", execution.id().value())
                        .mapTo(String.class)
                        .list());
    }

    /// Whether an execution is looked after, or what gives it back.
    boolean isLookedAfter(Execution execution) {
        return database.everywhere()
                .single(handle -> handle.createQuery("""
                    select exists (select 1
                                     from execution
                                    where merchant_id = :merchant and (id = :id or original_id = :id)
                                      and next_check_at is not null)
                    """)
                        .bind("merchant", trader.id().value())
                        .bind("id", execution.id().value())
                        .mapTo(Boolean.class)
                        .one());
    }

    @Override
    public void close() {
        doors.close();
        database.close();
        Invariants.check(clone.asOwner());
        Deadlocks.checkNone(clone.asOwner());
    }
}
