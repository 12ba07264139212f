package dev.opendollr.api;

import static dev.opendollr.testing.Payments.COMPLETES;
import static dev.opendollr.testing.Payments.checkout;
import static dev.opendollr.testing.Payments.collect;
import static dev.opendollr.testing.Payments.orderStatus;
import static dev.opendollr.testing.Payments.reference;
import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.Race;
import dev.opendollr.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Rivals at the money of one order, over HTTP. Each race is run many times, because one round passes by luck.
class CollectionRacesApiTest {
    private static final int ROUNDS = 200;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Client shop = new Client("", Map.of());
    private static long counterparty;
    private static long account;

    @BeforeAll
    static void open_a_shop() {
        shop = SERVER.newMerchant();
        counterparty = Orders.counterparty(shop);
        account = Payments.account(shop, "COLLECTION", COMPLETES);
    }

    @Test
    void cancel_and_collect_never_both_succeed() {
        int canceled = 0;
        int lead = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var order = Orders.createActive(shop, counterparty);
            var session = checkout(shop, order);
            var answers = race(
                    lead,
                    () -> shop.delete("/v1/orders/cancel/" + order),
                    () -> collect(shop, session, account, "USD", reference()));
            var cancel = answers.getFirst();
            var collection = answers.getLast();
            assertThat(List.of(cancel.status(), collection.status())).containsExactlyInAnyOrder(200, 422);
            lead = next(lead, cancel.status() == 200);
            if (cancel.status() == 200) {
                assertThat(collection.errors()).containsExactly("body.session_id value_error");
                assertThat(orderStatus(shop, order)).isEqualTo("CANCELED");
                canceled++;
            } else {
                assertThat(collection.text("status")).isEqualTo("COMPLETED");
                assertThat(orderStatus(shop, order)).isEqualTo("PAID");
            }
        }
        assertThat(canceled).as("both win now and then").isBetween(1, ROUNDS - 1);
    }

    @Test
    void one_reference_moves_money_once_however_often_it_is_sent() {
        for (int round = 0; round < ROUNDS; round++) {
            var order = Orders.createActive(shop, counterparty);
            var session = checkout(shop, order);
            var reference = reference();
            Callable<Answer> collection = () -> collect(shop, session, account, "USD", reference);
            var answers = Race.allAnswer(nCopies(3, collection));
            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(answer.expect(200).text("status")).isIn("PENDING", "PROCESSING", "COMPLETED"));
            assertThat(answers.stream().map(Answer::paymentIntent).distinct()).hasSize(1);
            assertThat(Payments.status(shop, "collection", reference)).isEqualTo("COMPLETED");
        }
    }

    @Test
    void one_session_is_used_once() {
        for (int round = 0; round < ROUNDS; round++) {
            var order = Orders.createActive(shop, counterparty);
            var session = checkout(shop, order);
            var answers = race(
                    () -> collect(shop, session, account, "USD", reference()),
                    () -> collect(shop, session, account, "USD", reference()));
            assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(200, 422);
        }
    }

    @Test
    void two_sessions_of_one_order_collect_once() {
        for (int round = 0; round < ROUNDS; round++) {
            var order = Orders.createActive(shop, counterparty);
            var first = checkout(shop, order);
            var second = checkout(shop, order);
            var answers = race(
                    () -> collect(shop, first, account, "USD", reference()),
                    () -> collect(shop, second, account, "USD", reference()));
            assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(200, 422);
        }
    }

    @Test
    void one_reference_for_two_sessions_is_refused_for_one() {
        for (int round = 0; round < ROUNDS; round++) {
            var first = checkout(shop, Orders.createActive(shop, counterparty));
            var second = checkout(shop, Orders.createActive(shop, counterparty));
            var reference = reference();
            var answers = race(
                    () -> collect(shop, first, account, "USD", reference),
                    () -> collect(shop, second, account, "USD", reference));
            assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(200, 422);
            assertThat(answers.stream().filter(answer -> answer.status() == 422).toList())
                    .singleElement()
                    .satisfies(answer -> assertThat(answer.errors()).containsExactly("body.reference_id value_error"));
        }
    }

    @Test
    void nothing_is_collected_for_what_is_not_published() {
        int collected = 0;
        int lead = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var order = Orders.create(shop, counterparty);
            shop.post("/v1/orders/" + order + "/items/add", Orders.item("USD", 1, "5"))
                    .expect(200);
            var answers = race(lead, () -> shop.put("/v1/orders/publish/" + order, ""), () -> {
                var session = Payments.tryCheckout(shop, order);
                return session.status() == 200 ? collect(shop, session.id(), account, "USD", reference()) : session;
            });
            answers.getFirst().expect(200);
            boolean isCollected = answers.getLast().status() == 200;
            assertThat(orderStatus(shop, order)).isEqualTo(isCollected ? "PAID" : "ACTIVE");
            collected += isCollected ? 1 : 0;
            lead = next(lead, isCollected);
        }
        assertThat(collected).as("both win now and then").isBetween(1, ROUNDS - 1);
    }

    @Test
    void a_second_publish_does_not_disturb_a_collection() {
        int beforeIt = 0;
        int lead = 0;
        for (int round = 0; round < ROUNDS / 2; round++) {
            var order = Orders.createActive(shop, counterparty);
            var session = checkout(shop, order);
            var answers = race(
                    lead,
                    () -> shop.put("/v1/orders/publish/" + order, ""),
                    () -> collect(shop, session, account, "USD", reference()));
            var refused = answers.getFirst().expect(422);
            assertThat(refused.errors()).containsExactly("path.id value_error");
            assertThat(answers.getLast().expect(200).text("status")).isEqualTo("COMPLETED");
            assertThat(orderStatus(shop, order)).isEqualTo("PAID");
            assertThat(events(order)).containsOnlyOnce("PUBLISHED");
            boolean isBeforeIt = refused.body().contains("is ACTIVE");
            beforeIt += isBeforeIt ? 1 : 0;
            lead = next(lead, isBeforeIt);
        }
        assertThat(beforeIt).as("both win now and then").isBetween(1, ROUNDS / 2 - 1);
    }

    @Test
    void a_session_made_while_its_order_is_canceled_collects_nothing() {
        int made = 0;
        int lead = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var order = Orders.createActive(shop, counterparty);
            var answers = race(
                    lead, () -> shop.delete("/v1/orders/cancel/" + order), () -> Payments.tryCheckout(shop, order));
            answers.getFirst().expect(200);
            var session = answers.getLast();
            assertThat(session.status()).isIn(200, 422);
            lead = next(lead, session.status() != 200);
            if (session.status() == 200) {
                made++;
                assertThat(collect(shop, session.id(), account, "USD", reference())
                                .expect(422)
                                .errors())
                        .containsExactly("body.session_id value_error");
            }
            assertThat(orderStatus(shop, order)).isEqualTo("CANCELED");
        }
        assertThat(made).as("both win now and then").isBetween(1, ROUNDS - 1);
    }

    /// The race itself is that of `CancelRacesDbTest`; here is seen that a callback sets it off.
    @Test
    void money_that_comes_while_its_order_is_canceled_is_given_back() {
        var late = Payments.account(shop, "COLLECTION", Payments.LATE_SUCCESS);
        var before = Payments.balance(shop, "USD");
        for (int round = 0; round < ROUNDS / 4; round++) {
            var order = Orders.createActive(shop, counterparty);
            var failed = Payments.collectOrder(shop, order, late);
            assertThat(failed.text("status")).isEqualTo("FAILED");
            var answers = race(
                    () -> shop.delete("/v1/orders/cancel/" + order),
                    () -> shop.post("/sandbox/clock", "{\"forward_seconds\": 600}"));
            answers.forEach(answer -> answer.expect(200));
            Eventually.isTrue("the money is back", () -> events(order).contains("PAYMENT_RETURNED"));
            assertThat(events(order)).contains("CANCELED", "PAYMENT_NOT_KEPT").doesNotHaveDuplicates();
            assertThat(orderStatus(shop, order)).isEqualTo("CANCELED");
        }
        assertThat(Payments.balance(shop, "USD")).as("nothing is kept").isEqualTo(before);
    }

    private static List<String> events(long order) {
        return shop.get("/v1/orders/" + order + "/events")
                .expect(200)
                .json()
                .valueStream()
                .map(event -> event.path("type").stringValue())
                .toList();
    }

    private static List<Answer> race(Callable<Answer> one, Callable<Answer> other) {
        return Race.allAnswer(List.of(one, other));
    }

    /// `one` starts so many requests earlier than `other`; with a negative lead `other` does.
    private static List<Answer> race(int lead, Callable<Answer> one, Callable<Answer> other) {
        return race(() -> after(-lead, one), () -> after(lead, other));
    }

    /// Whoever won gives the other a better start, so that the two stay close on any machine.
    private static int next(int lead, boolean oneWon) {
        return lead + (oneWon ? -1 : 1);
    }

    private static Answer after(int requests, Callable<Answer> rival) throws Exception {
        for (int request = 0; request < requests; request++) {
            SERVER.stranger().get("/health/live").expect(200);
        }
        return rival.call();
    }
}
