package dev.opendollr.sim;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.money.OperationType;
import dev.opendollr.execution.Execution;
import dev.opendollr.execution.ExecutionStatus;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.ledger.WalletId;
import dev.opendollr.ledger.WalletStatus;
import dev.opendollr.party.Counterparty;
import dev.opendollr.party.CounterpartyId;
import dev.opendollr.party.Parties;
import dev.opendollr.party.PartyId;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.LockWaits;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Transactions that meet at a moment the test chooses, because it holds what one of them needs. Were locks taken in
/// another order, these would end in deadlocks, which the end of the shop would notice.
class HeldLocksDbTest {
    private static final int ROUNDS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final CurrencyUnit USD = CurrencyUnit.USD;

    private final ScriptedGateway gateway = new ScriptedGateway();
    private final OneShop shop =
            new OneShop(gateway, () -> InstantSource.system().instant().truncatedTo(ChronoUnit.MICROS), 8);
    private final Jdbi owner = shop.owner();
    private final Trader trader = shop.trader();
    private final Trader other = shop.otherTrader();

    @AfterEach
    void the_books_are_right_and_nobody_met_in_a_deadlock() {
        shop.close();
    }

    /// The refund holds the order when the news come, and wants the collection that the news are about.
    @Test
    void news_of_a_collection_wait_for_a_refund_of_it_at_the_order() {
        for (int round = 0; round < ROUNDS; round++) {
            gateway.says(new Outcome.Settled("gw"));
            var collection = shop.collect(shop.order("5"));
            var session = shop.refundSession(collection, "1");
            try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                    var holder = owner.open()) {
                var _ = holder.begin().execute("select 1 from session where id = ? for update", session.value());
                var refund = threads.submit(
                        () -> shop.execute(OperationType.REFUND, session, Optional.empty(), Optional.empty()));
                LockWaits.isReached(owner, 1);
                shop.arrived(collection);
                var news = threads.submit(() -> shop.doors().resolver().resolveDue());
                LockWaits.isReached(owner, 2);
                var _ = holder.commit();
                assertThat(refund)
                        .succeedsWithin(PATIENCE)
                        .extracting(Execution::status)
                        .isEqualTo(ExecutionStatus.COMPLETED);
                assertThat(news).succeedsWithin(PATIENCE).isEqualTo(1);
            }
        }
    }

    /// The second refund is begun while the news that the first was paid after all wait: nobody could foresee it.
    @Test
    void news_that_wait_for_a_refund_come_after_it() {
        for (int round = 0; round < ROUNDS; round++) {
            gateway.says(new Outcome.Settled("gw"));
            var collection = shop.collect(shop.order("5"));
            gateway.says(new Outcome.Declined("NO", "No"));
            var declined = shop.refund(collection, "5");
            gateway.says(new Outcome.Settled("gw"));
            var session = shop.refundSession(collection, "5");
            try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                    var holder = owner.open()) {
                var _ = holder.begin().execute("select 1 from session where id = ? for update", session.value());
                var refund = threads.submit(
                        () -> shop.execute(OperationType.REFUND, session, Optional.empty(), Optional.empty()));
                LockWaits.isReached(owner, 1);
                shop.arrived(declined);
                var news = threads.submit(() -> shop.doors().resolver().resolveDue());
                LockWaits.isReached(owner, 2);
                var _ = holder.commit();
                assertThat(news).succeedsWithin(PATIENCE);
                assertThat(refund).succeedsWithin(PATIENCE);
                assertThat(shop.now(declined).notKeptAt())
                        .hasValueSatisfying(late ->
                                assertThat(late).isAfter(refund.resultNow().createdAt()));
            }
        }
    }

    /// Who changes whom the counterparty means stands in front of a transfer to it.
    @Test
    void a_counterparty_changes_before_a_transfer_that_comes_later() {
        var friend = trader.friends().getFirst();
        var self = self();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var holder = owner.open()) {
            var _ = holder.begin().execute("select 1 from counterparty where id = ? for no key update", friend.value());
            var change = threads.submit(() -> means(friend, self));
            LockWaits.isReached(owner, 1);
            var transfer = threads.submit(() -> shop.transfer(friend, "1"));
            Eventually.isTrue(
                    "the transfer has ended or waits for its counterparty",
                    () -> transfer.isDone() || LockWaits.count(owner) == 2);
            var _ = holder.commit();
            assertThat(change).succeedsWithin(PATIENCE);
            assertThat(transfer)
                    .succeedsWithin(PATIENCE)
                    .extracting(Execution::status)
                    .isEqualTo(ExecutionStatus.FAILED);
        }
    }

    /// The transfer has looked whom its counterparty means, and is not written down yet.
    @Test
    void a_counterparty_changes_after_a_transfer_to_whom_it_means() {
        var friend = trader.friends().getFirst();
        var self = self();
        var session = shop.transferSession(trader, friend, "1");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var holder = owner.open()) {
            var _ = holder.begin().execute("select 1 from session where id = ? for update", session.value());
            var transfer = threads.submit(
                    () -> shop.execute(OperationType.TRANSFER, session, Optional.empty(), Optional.empty()));
            LockWaits.isReached(owner, 1);
            var change = threads.submit(() -> means(friend, self));
            LockWaits.isReached(owner, 2);
            var _ = holder.commit();
            assertThat(transfer)
                    .succeedsWithin(PATIENCE)
                    .extracting(Execution::status)
                    .isEqualTo(ExecutionStatus.COMPLETED);
            assertThat(change)
                    .succeedsWithin(PATIENCE)
                    .extracting(Counterparty::updatedAt, as(InstanceOfAssertFactories.INSTANT))
                    .isAfter(transfer.resultNow().createdAt());
        }
    }

    /// The transfer queues for the receiver's wallet, and an operator takes the receiver's verification back.
    @Test
    void transfers_that_wait_for_a_wallet_keep_no_operator_from_its_merchant() {
        var friend = trader.friends().getFirst();
        var session = shop.transferSession(trader, friend, "1");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var holder = owner.open()) {
            hold(holder.begin(), other);
            var transfer = threads.submit(
                    () -> shop.execute(OperationType.TRANSFER, session, Optional.empty(), Optional.empty()));
            LockWaits.isReached(owner, 1);
            shop.doors().merchants().unverify(other.id());
            assertThat(LockWaits.count(owner)).as("the transfer still waits").isOne();
            var _ = holder.commit();
            assertThat(transfer)
                    .failsWithin(PATIENCE)
                    .withThrowableOfType(ExecutionException.class)
                    .withMessageContaining("ReceiverChanged");
        }
        assertThat(shop.execute(OperationType.TRANSFER, session, Optional.empty(), Optional.empty())
                        .status())
                .isEqualTo(ExecutionStatus.FAILED);
    }

    /// A party with the trader's own phone.
    private PartyId self() {
        var merchant = shop.doors().merchants().retrieve(trader.id());
        var draft = new Parties.Draft("Myself", merchant.phone().orElseThrow(), Optional.empty(), Optional.empty());
        return shop.database()
                .everywhere()
                .transact(tx -> shop.doors().parties().create(tx, trader.id(), draft))
                .id();
    }

    private Counterparty means(CounterpartyId counterparty, PartyId party) {
        return shop.doors().counterparties().update(trader.id(), counterparty, Optional.empty(), Optional.of(party));
    }

    /// Both need both wallets, and each could have its own first.
    @Test
    void opposite_transfers_stand_in_one_line() {
        var _ = shop.transfer(trader, trader.friends().getFirst(), "50");
        for (int round = 0; round < ROUNDS; round++) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                    var first = owner.open();
                    var second = owner.open()) {
                hold(first.begin(), other);
                hold(second.begin(), trader);
                var back = threads.submit(
                        () -> shop.transfer(other, other.friends().getFirst(), "1"));
                LockWaits.isReached(owner, 1);
                var there = threads.submit(
                        () -> shop.transfer(trader, trader.friends().getFirst(), "1"));
                LockWaits.isReached(owner, 2);
                var _ = first.commit();
                // One has the first wallet now, and waits for the second.
                LockWaits.isReached(owner, 2);
                var _ = second.commit();
                for (var transfer : List.of(there, back)) {
                    assertThat(transfer)
                            .succeedsWithin(PATIENCE)
                            .extracting(Execution::status)
                            .isEqualTo(ExecutionStatus.COMPLETED);
                }
            }
        }
    }

    /// Whoever closes a wallet has read its postings, and is about to write when money comes and is set aside.
    @Test
    void a_wallet_is_not_closed_while_a_payout_from_it_is_under_way() {
        var amount = Money.of(USD, 2);
        gateway.says(new Outcome.Settled("gw"));
        var cost = shop.payOut(trader, amount).quote().payerAmount();
        var wallet = emptied(amount, cost);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var holder = owner.open()) {
            holdReadersOfPostings(holder);
            var closing =
                    threads.submit(() -> shop.doors().wallets().setStatus(other.id(), wallet, WalletStatus.CLOSED));
            LockWaits.isReached(owner, 1);
            gateway.says(new Outcome.Accepted("gw"));
            var payout = threads.submit(() -> {
                var _ = shop.transfer(
                        trader, trader.friends().getFirst(), cost.getAmount().toPlainString());
                return shop.payOut(other, amount);
            });
            Eventually.isTrue(
                    "the other has ended or waits for the wallet",
                    () -> payout.isDone() || LockWaits.count(owner) == 2);
            letReadersGo(holder);
            assertThat(closing).succeedsWithin(PATIENCE);
            assertThat(payout).succeedsWithin(PATIENCE);
            boolean isClosed = closing.resultNow().isPresent();
            boolean isUnderWay = payout.resultNow().status() != ExecutionStatus.FAILED;
            assertThat(isClosed).as("closed, and not what is under way").isNotEqualTo(isUnderWay);
        }
    }

    /// A wallet of the other, in which money was and none is.
    private WalletId emptied(Money payout, Money cost) {
        var wallet = shop.doors().wallets().list(other.id(), 0, 100).stream()
                .filter(found -> found.balance().getCurrencyUnit().equals(USD))
                .findFirst()
                .orElseThrow()
                .id();
        var missing = cost.minus(balance(wallet));
        var _ = shop.transfer(
                trader, trader.friends().getFirst(), missing.getAmount().toPlainString());
        assertThat(shop.payOut(other, payout).status()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(balance(wallet).isZero()).isTrue();
        return wallet;
    }

    private Money balance(WalletId wallet) {
        return shop.doors().wallets().retrieve(other.id(), wallet).balance();
    }

    private static void hold(Handle holder, Trader whose) {
        var _ = holder.execute(
                "select 1 from wallet where merchant_id = ? and currency = 'USD' for no key update",
                whose.id().value());
    }

    /// From now on the server's sessions wait at the first posting that they read, in the middle of their statement.
    private static void holdReadersOfPostings(Handle holder) {
        var _ = holder.execute("select pg_advisory_lock(1)");
        var _ = holder.execute("create function held() returns boolean language plpgsql as "
                + "'begin perform pg_advisory_xact_lock_shared(1); return true; end'");
        var _ = holder.execute("create policy held on posting for select using (held())");
        var _ = holder.execute("create policy written on posting for insert with check (true)");
        var _ = holder.execute("alter table posting enable row level security");
    }

    private static void letReadersGo(Handle holder) {
        var _ = holder.execute("select pg_advisory_unlock(1)");
        var _ = holder.execute("alter table posting disable row level security");
    }
}
