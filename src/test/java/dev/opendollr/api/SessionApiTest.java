package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.session.Sessions;
import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Invariants;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a session may ask for.
class SessionApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = SERVER.newMerchant();

    @AfterAll
    static void the_books_are_consistent() {
        Invariants.check(SERVER.database().asOwner());
    }

    @Test
    void a_checkout_whose_time_is_over_takes_no_money() {
        var soon = now().plus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.SECONDS);
        long order = checkout(soon);
        long account = Payments.account(shop, "COLLECTION", Payments.COMPLETES);
        var session = Payments.tryCheckout(shop, order).expect(200);
        assertThat(session.text("expires_at")).isEqualTo(soon.toString());

        shop.post("/sandbox/clock", "{\"forward_seconds\": 600}").expect(200);
        assertThat(Payments.collect(shop, session.id(), account, "USD", Payments.reference())
                        .expect(422)
                        .errors())
                .containsExactly("body.session_id value_error");
        var late = Payments.tryCheckout(shop, order).expect(422);
        assertThat(late.errors()).containsExactly("body.source_id value_error");
        assertThat(late.body()).contains("the time to pay the order is over");
        assertThat(Payments.orderStatus(shop, order)).isEqualTo("ACTIVE");
    }

    @Test
    void a_session_outlives_its_half_hour_for_no_checkout() {
        long order = checkout(now().plus(Duration.ofHours(2)));
        var session = Payments.tryCheckout(shop, order).expect(200);
        var lifetime =
                Duration.between(Instant.parse(session.text("created_at")), Instant.parse(session.text("expires_at")));
        assertThat(lifetime).isBetween(Sessions.LIFETIME.minusSeconds(1), Sessions.LIFETIME);
    }

    @ParameterizedTest(name = "{0} RWF")
    @CsvSource({
        "999999999999.49, ",
        "999999999999.5, body.amount less_than_equal",
        "999999999999.99, body.amount less_than_equal",
        "0.49, body.amount value_error",
    })
    void an_amount_keeps_its_limits_after_it_was_rounded(String amount, String error) {
        long account = Payments.account(shop, "PAYOUT", Payments.COMPLETES);
        Payments.payoutSession(shop, account, "RWF", "1");
        long wallet = Payments.wallet(shop, "RWF");
        var payout = shop.post("/v1/sessions/payout", """
            {"payout_account_id": %d, "amount": %s, "currency": "RWF"}\
            """.formatted(account, amount));
        var transfer = shop.post("/v1/sessions/transfer", """
            {"from_wallet_id": %d, "to_counterparty_id": %d, "amount": %s, "currency": "RWF",
             "expires_at": "2099-01-01T00:00:00Z"}\
            """.formatted(wallet, Orders.counterparty(shop), amount));
        for (var answer : new Answer[] {payout, transfer}) {
            if (error == null) {
                assertThat(answer.expect(200).json().path("amount").decimalValue())
                        .isEqualByComparingTo("999999999999");
            } else {
                assertThat(answer.expect(422).errors()).containsExactly(error);
            }
        }
    }

    private Instant now() {
        return Instant.parse(shop.get("/sandbox/clock").expect(200).text("now"));
    }

    /// The order of a checkout that can be paid until `end`.
    private long checkout(Instant end) {
        return shop.post("/v1/checkouts/create", """
            {"mode": "DIRECT", "source_kind": "ORDER", "party_phone": "231771234789", "currency": "USD",
             "items": [{"name": "Rice", "currency": "USD", "amount": 5}], "expires_at": "%s"}\
            """.formatted(end))
                .expect(200)
                .json()
                .path("source_id")
                .longValue();
    }
}
