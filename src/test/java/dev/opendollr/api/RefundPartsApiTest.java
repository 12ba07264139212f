package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.TestServer;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Refunds in parts of what was collected in another currency than the order's.
class RefundPartsApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = SERVER.newMerchant();

    @Test
    void parts_take_together_what_one_refund_takes() {
        var whole = collect();
        var inParts = collect();
        var _ = collect();
        var amount = whole.json().path("payer_amount").decimalValue();

        var takenAtOnce = taken(whole, List.of(amount.toPlainString()));
        // Half a Liberian dollar is a quarter of a cent: nothing leaves the wallet for it as yet.
        var rest = amount.subtract(new BigDecimal("500.50")).toPlainString();
        var takenInParts = taken(inParts, List.of("0.50", "500.00", rest));

        assertThat(takenAtOnce).isPositive();
        assertThat(takenInParts).isEqualByComparingTo(takenAtOnce);
        assertThat(tryRefund(inParts, "0.01").expect(422).errors()).containsExactly("body.amount value_error");
    }

    /// What leaves the wallet for refunds of these amounts.
    private BigDecimal taken(Answer collection, List<String> parts) {
        var before = new BigDecimal(Payments.balance(shop, "USD"));
        for (var part : parts) {
            var session = tryRefund(collection, part).expect(200);
            assertThat(session.text("currency")).isEqualTo("LRD");
            var refund = Payments.refund(shop, session.id(), Payments.reference());
            assertThat(refund.expect(200).text("status")).as(refund.body()).isEqualTo("COMPLETED");
        }
        return before.subtract(new BigDecimal(Payments.balance(shop, "USD")));
    }

    private Answer tryRefund(Answer collection, String amount) {
        long intent = collection.paymentIntent();
        return Payments.tryRefundSession(shop, intent, amount);
    }

    /// An order in USD, paid in LRD.
    private Answer collect() {
        long session = Payments.checkout(shop, Orders.createActive(shop));
        long account = Payments.account(shop, "COLLECTION", Payments.COMPLETES);
        var collected = Payments.collect(shop, session, account, "LRD", Payments.reference());
        assertThat(collected.expect(200).text("status")).isEqualTo("COMPLETED");
        return collected;
    }
}
