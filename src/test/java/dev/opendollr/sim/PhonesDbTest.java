package dev.opendollr.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.execution.ExecutionStatus;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.identity.MerchantId;
import dev.opendollr.merchant.Merchants;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A phone that one merchant gives up is given to another one.
class PhonesDbTest {
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

    /// The phone that the merchant had before.
    private static String has(OneShop shop, MerchantId merchant, String phone) {
        var merchants = shop.program().merchants();
        var before = merchants.retrieve(merchant).phone().orElseThrow();
        var change = new Merchants.Change(Optional.empty(), Optional.empty(), Optional.of(phone));
        assertThat(merchants.update(merchant, change).phone()).contains(phone);
        return before;
    }
}
