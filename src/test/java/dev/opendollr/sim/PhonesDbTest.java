package dev.opendollr.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.execution.Clocks;
import dev.opendollr.execution.ExecutionStatus;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.merchant.Merchants;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.LockWaits;
import dev.opendollr.testing.Refusals;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// A phone that one merchant gives up is given to another one.
class PhonesDbTest {
    private static final int CONNECTIONS = 8;

    private final SimulatedClock clock = new SimulatedClock();

    @Test
    void a_transfer_of_before_does_not_make_the_books_wrong() {
        var gateway = new ScriptedGateway();
        gateway.says(new Outcome.Settled("gw"));
        try (var shop = new OneShop(gateway, clock, 2)) {
            var transfer = shop.transfer(shop.trader().friends().getFirst(), "5");
            assertThat(transfer.status()).isEqualTo(ExecutionStatus.COMPLETED);
            clock.advance(Duration.ofDays(1));
            var phone = has(shop, shop.otherTrader().id(), "231770009999");
            var _ = has(shop, shop.trader().id(), phone);
            // Closing it looks whether the books are right.
        }
    }

    /// The phone is taken, by the clock, before a transfer to whoever had it, and given up after that.
    @Test
    void whoever_takes_a_phone_takes_it_after_all_transfers_to_whoever_had_it() {
        var gateway = new ScriptedGateway();
        var real = micros();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var shop = new OneShop(gateway, real, CONNECTIONS)) {
            var other = shop.otherTrader().id();
            var phone = shop.doors().merchants().retrieve(other).phone().orElseThrow();
            var owner = shop.owner();
            Runnable meanwhile = () -> {
                var transfer = shop.transfer(shop.trader().friends().getFirst(), "5");
                assertThat(transfer.status()).isEqualTo(ExecutionStatus.COMPLETED);
                var givenUp = threads.submit(() -> has(shop, other, "231770009999"));
                Eventually.isTrue(
                        "the phone is given up, or whoever does so waits",
                        () -> givenUp.isDone() || LockWaits.count(owner) == 1);
            };
            try (var taking = shop.doors(Clocks.of(interrupted(real, meanwhile)))) {
                var change = new Merchants.Change(Optional.empty(), Optional.empty(), Optional.of(phone));
                assertThat(Refusals.sentence(() -> {
                            var _ = taking.merchants().update(shop.trader().id(), change);
                        }))
                        .contains("same phone");
            }
        }
    }

    private static InstantSource micros() {
        return () -> InstantSource.system().instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// A clock whose first reader is held up, once it knows the time, until `meanwhile` has happened.
    private static InstantSource interrupted(InstantSource clock, Runnable meanwhile) {
        var isFirst = new AtomicBoolean(true);
        return () -> {
            var at = clock.instant();
            if (isFirst.getAndSet(false)) {
                meanwhile.run();
            }
            return at;
        };
    }

    /// The phone that the merchant had before.
    private static String has(OneShop shop, MerchantId merchant, String phone) {
        var merchants = shop.doors().merchants();
        var before = merchants.retrieve(merchant).phone().orElseThrow();
        var change = new Merchants.Change(Optional.empty(), Optional.empty(), Optional.of(phone));
        assertThat(merchants.update(merchant, change).phone()).contains(phone);
        return before;
    }
}
