package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A passcode is guessed by nobody: five wrong codes lock it, for everybody, for a quarter of an hour.
class PasscodeLockApiTest {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);
    private static final String RIGHT = "123456";
    private static final String WRONG = "654321";
    private static final int WRONG_MAX = 5;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = openShop();
    private final long recipient = Payments.account(shop, "PAYOUT", Payments.COMPLETES);

    private static Client openShop() {
        var registered = SERVER.register();
        SERVER.setPasscode(registered.merchant().id(), "231770000001", "till-1", RIGHT);
        return SERVER.client(registered.credential());
    }

    @Test
    void five_wrong_codes_lock_it_and_move_nothing() {
        Payments.collectOrder(
                shop, Orders.createActive(shop), Payments.account(shop, "COLLECTION", Payments.COMPLETES));
        long used = session();
        var reference = Payments.reference();
        var paid = Payments.payOut(shop, used, recipient, reference, RIGHT).expect(200);
        assertThat(paid.text("status")).isEqualTo("COMPLETED");
        var balance = Payments.balance(shop, "USD");
        for (int left = WRONG_MAX - 1; left > 0; left--) {
            assertThat(refusal(WRONG)).contains("wrong", left + " more");
        }

        assertThat(refusal(WRONG)).contains("locked until");
        assertThat(refusal(RIGHT)).as("the right code too").contains("locked until");

        assertThat(Payments.payOut(shop, used, recipient, reference, WRONG)
                        .expect(200)
                        .body())
                .as("what was confirmed before is answered all the same")
                .isEqualTo(paid.body());
        assertThat(Payments.balance(shop, "USD")).isEqualTo(balance);
        assertThat(shop.get("/sandbox/attempts").expect(200).json()).isEmpty();
    }

    @Test
    void moving_the_clock_does_not_end_a_lock() {
        Payments.collectOrder(
                shop, Orders.createActive(shop), Payments.account(shop, "COLLECTION", Payments.COMPLETES));
        for (int wrong = 0; wrong < WRONG_MAX; wrong++) {
            var _ = refusal(WRONG);
        }
        var until = refusal(RIGHT);
        shop.post("/sandbox/clock", "{\"forward_seconds\": 86400}").expect(200);
        assertThat(refusal(RIGHT)).isEqualTo(until).contains("locked until");
    }

    @Test
    void a_session_that_cannot_be_used_is_told_before_a_code_is_judged() {
        for (int call = 0; call < 2 * WRONG_MAX; call++) {
            assertThat(Payments.payOut(shop, Long.MAX_VALUE, recipient, Payments.reference(), WRONG)
                            .expect(422)
                            .errors())
                    .containsExactly("body.session_id value_error");
        }
        assertThat(refusal(WRONG)).as("none of them was counted").contains("4 more");
    }

    @Test
    void another_merchants_guesses_delay_no_payout() throws Exception {
        Payments.collectOrder(
                shop, Orders.createActive(shop), Payments.account(shop, "COLLECTION", Payments.COMPLETES));
        var flood = openShop();
        long account = Payments.account(flood, "PAYOUT", Payments.COMPLETES);
        var ended = new AtomicBoolean();
        List<Future<?>> guesses = new ArrayList<>();
        try (var guessers = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (int guesser = 0; guesser < 24; guesser++) {
                    long session = Payments.payoutSession(flood, account, "USD", "1");
                    guesses.add(guessers.submit(() -> {
                        while (!ended.get()) {
                            // Right, so that each takes a hash; the wallet is empty, so that none moves money.
                            assertThat(Payments.payOut(flood, session, account, Payments.reference(), RIGHT)
                                            .status())
                                    .isIn(200, 422, 503);
                        }
                    }));
                }
                for (int payout = 0; payout < 4; payout++) {
                    long began = System.nanoTime();
                    assertThat(payOut(RIGHT).expect(200).text("status")).isEqualTo("COMPLETED");
                    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONGEST_CALL);
                }
            } finally {
                ended.set(true);
            }
        }
        for (var guess : guesses) {
            guess.get();
        }
    }

    private String refusal(String code) {
        var refused = payOut(code).expect(422);
        assertThat(refused.errors()).containsExactly("body.passcode.token.code value_error");
        return refused.json().at("/detail/0/msg").stringValue();
    }

    private Answer payOut(String code) {
        return Payments.payOut(shop, session(), recipient, Payments.reference(), code);
    }

    private long session() {
        return Payments.payoutSession(shop, recipient, "USD", "1");
    }
}
