package dev.opendollr.api;

import static dev.opendollr.testing.Payments.COMPLETES;
import static dev.opendollr.testing.Payments.payOut;
import static dev.opendollr.testing.Payments.payoutSession;
import static dev.opendollr.testing.Payments.reference;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.Race;
import dev.opendollr.testing.TestServer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Rivals at the money of one wallet, over HTTP. Each race is run many times, because one round passes by luck.
class SpendingRacesApiTest {
    private static final int ROUNDS = 200;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Client shop = new Client("", Map.of());
    private static long counterparty;
    private static long payer;
    private static long recipient;

    @BeforeAll
    static void open_a_shop() {
        SERVER.cheapenPasscodes();
        shop = SERVER.demo();
        counterparty = Orders.counterparty(shop);
        payer = Payments.account(shop, "COLLECTION", COMPLETES);
        recipient = Payments.account(shop, "PAYOUT", COMPLETES);
    }

    @Test
    void one_payout_session_pays_once() {
        for (int round = 0; round < ROUNDS; round++) {
            var session = payoutSession(shop, recipient, "LRD", "1");
            var answers = race(
                    () -> payOut(shop, session, recipient, reference()),
                    () -> payOut(shop, session, recipient, reference()));
            assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(200, 422);
        }
    }

    @Test
    void two_payouts_never_take_more_than_there_is() {
        for (int round = 0; round < ROUNDS; round++) {
            collect("100");
            var most = new BigDecimal(Payments.balance(shop, "USD"))
                    .multiply(new BigDecimal("0.6"))
                    .toBigInteger()
                    .toString();
            var first = payoutSession(shop, recipient, "USD", most);
            var second = payoutSession(shop, recipient, "USD", most);
            var answers = race(
                    () -> payOut(shop, first, recipient, reference()),
                    () -> payOut(shop, second, recipient, reference()));
            assertThat(answers.stream().map(answer -> answer.expect(200).text("status")))
                    .containsExactlyInAnyOrder("COMPLETED", "FAILED");
            assertThat(answers.stream()
                            .filter(answer -> answer.text("status").equals("FAILED"))
                            .map(answer -> answer.text("wallet_message")))
                    .singleElement()
                    .asString()
                    .startsWith("Insufficient balance");
        }
    }

    @Test
    void two_refunds_never_give_back_more_than_was_collected() {
        for (int round = 0; round < ROUNDS; round++) {
            long intent = collect("10");
            var first = refundSession(intent, "6");
            var second = refundSession(intent, "6");
            var answers = race(
                    () -> Payments.refund(shop, first, reference()), () -> Payments.refund(shop, second, reference()));
            assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(200, 422);
            assertThat(Payments.tryRefundSession(shop, intent, "6").expect(422).errors())
                    .containsExactly("body.amount value_error");
        }
    }

    /// Both need both wallets. That they stand in one line for them is shown by `HeldLocksDbTest`.
    @Test
    void opposite_transfers_do_not_wait_for_each_other() throws Exception {
        var partner = SERVER.demoPartner();
        var there = Payments.partner(shop, SERVER.demoMerchant().partnerPhone());
        var back = Payments.partner(partner, "231770000001");
        transfer(shop, there, "50").call().expect(200);
        var before = owned(partner);
        var fees = BigDecimal.ZERO;
        for (int round = 0; round < ROUNDS; round++) {
            for (var answer : race(transfer(shop, there, "1"), transfer(partner, back, "1"))) {
                assertThat(answer.expect(200).text("status")).isEqualTo("COMPLETED");
                fees = fees.add(answer.json().path("payer_amount").decimalValue())
                        .subtract(answer.json().path("payee_amount").decimalValue());
            }
        }
        assertThat(before.subtract(owned(partner))).isEqualByComparingTo(fees);
    }

    private static BigDecimal owned(Client partner) {
        return new BigDecimal(Payments.balance(shop, "USD")).add(new BigDecimal(Payments.balance(partner, "USD")));
    }

    private static Callable<Answer> transfer(Client sender, long receiver, String amount) {
        long session = Payments.transferSession(sender, Payments.wallet(sender, "USD"), receiver, "USD", amount);
        return () -> Payments.transfer(sender, session, reference());
    }

    private static long refundSession(long intent, String amount) {
        return Payments.tryRefundSession(shop, intent, amount).expect(200).id();
    }

    /// Collects so many USD; the payment intent.
    private static long collect(String amount) {
        var order = Orders.create(shop, counterparty);
        shop.post("/v1/orders/" + order + "/items/add", Orders.item("USD", 1, amount))
                .expect(200);
        shop.put("/v1/orders/publish/" + order, "").expect(200);
        var collected = Payments.collectOrder(shop, order, payer);
        assertThat(collected.text("status")).isEqualTo("COMPLETED");
        return collected.paymentIntent();
    }

    private static List<Answer> race(Callable<Answer> one, Callable<Answer> other) {
        return Race.allAnswer(List.of(one, other));
    }
}
