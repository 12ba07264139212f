package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Kind;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What POST /v1/orders/{id}/cancel-requests promises, and the same of invoices: a cancel that no payment in flight can
/// refuse.
@ParameterizedClass(name = "{0}")
@EnumSource(Kind.class)
class CancelRequestApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = SERVER.newMerchant();
    private final Kind kind;

    CancelRequestApiTest(Kind kind) {
        this.kind = kind;
    }

    @ParameterizedTest(name = "from {0}")
    @ValueSource(strings = {"IDLE", "ACTIVE"})
    void what_has_no_payment_in_flight_is_canceled_at_once(String status) {
        long source = status.equals("IDLE") ? kind.create(shop) : kind.createActive(shop);

        var canceled = requestCancel(shop, source).expect(200);

        assertThat(canceled.text("status")).isEqualTo("CANCELED");
        assertThat(canceled.header("Idempotent-Replayed")).isEmpty();
        assertThat(lastEvent(source)).isEqualTo("CANCELED " + status + " CANCELED gone");
        var before = Rows.digest(SERVER);
        var again = requestCancel(shop, source).expect(200);
        assertThat(again.body()).isEqualTo(canceled.body());
        assertThat(again.header("Idempotent-Replayed")).contains("true");
        assertThat(Rows.digest(SERVER)).isEqualTo(before);
    }

    @Test
    void while_a_payment_is_in_flight_the_wish_is_recorded_once() {
        long source = kind.createActive(shop);
        payInFlight(source);
        shop.delete(kind.path() + "/cancel/" + source).expect(422);

        var first = requestCancel(shop, source).expect(200);

        assertThat(first.text("status")).isEqualTo("PROCESSING");
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(lastEvent(source)).isEqualTo("CANCEL_REQUESTED PROCESSING PROCESSING gone");
        for (int time = 0; time < 3; time++) {
            var again = requestCancel(shop, source).expect(200);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.header("Idempotent-Replayed")).contains("true");
        }
        assertThat(events(source)).containsOnlyOnce("CANCEL_REQUESTED");
        shop.delete(kind.path() + "/cancel/" + source).expect(422);
        // Whatever stays in flight is looked at again and again, and other tests compare all rows.
        decide("fail");
        Eventually.isTrue("canceled", () -> status(source).equals("CANCELED"));
    }

    @Test
    void when_the_payment_fails_it_is_canceled() {
        long source = kind.createActive(shop);
        var reference = payInFlight(source);
        requestCancel(shop, source).expect(200);

        decide("fail");

        Eventually.isTrue("canceled", () -> status(source).equals("CANCELED"));
        assertThat(Payments.status(shop, "collection", reference)).isEqualTo("FAILED");
        assertThat(events(source)).endsWith("PAYMENT_STARTED", "CANCEL_REQUESTED", "CANCELED");
        assertThat(Payments.balance(shop, "USD")).isEqualTo("none");
        assertThat(requestCancel(shop, source).expect(200).header("Idempotent-Replayed"))
                .contains("true");
    }

    @Test
    void when_the_money_comes_it_is_canceled_and_the_money_goes_back() {
        long paid = kind.createActive(shop);
        Payments.collect(shop, kind, paid, Payments.account(shop, "COLLECTION", Payments.COMPLETES));
        var balance = Payments.balance(shop, "USD");
        long source = kind.createActive(shop);
        var reference = payInFlight(source);
        requestCancel(shop, source).expect(200);

        decide("complete");

        Eventually.isTrue("canceled", () -> status(source).equals("CANCELED"));
        var collection = shop.get("/v1/status/collection/" + reference).expect(200);
        assertThat(collection.text("status")).isEqualTo("FAILED");
        assertThat(collection.text("wallet_message")).contains("was canceled", "the money is given back");
        var canceled = shop.get(kind.path() + "/retrieve/" + source).expect(200).json();
        assertThat(canceled.get("paid_at").isNull()).isTrue();
        // A payout to the same account stays in flight as its collection did.
        Eventually.isTrue("on its way back", () -> !attempts().isEmpty());
        decide("complete");
        Eventually.isTrue("given back", () -> events(source).contains("PAYMENT_RETURNED"));
        assertThat(events(source)).endsWith("CANCEL_REQUESTED", "PAYMENT_NOT_KEPT", "CANCELED", "PAYMENT_RETURNED");
        assertThat(status(source)).isEqualTo("CANCELED");
        assertThat(Payments.balance(shop, "USD")).as("nothing is kept").isEqualTo(balance);
        assertThat(shop.get(kind.path() + "/receipt/" + source).expect(422).errors())
                .containsExactly("path.id value_error");
    }

    @Test
    void one_that_is_paid_is_refused_with_advice() {
        long source = kind.createActive(shop);
        Payments.collect(shop, kind, source, Payments.account(shop, "COLLECTION", Payments.COMPLETES));
        var before = Rows.digest(SERVER);

        var refused = requestCancel(shop, source).expect(422);

        assertThat(refused.errors()).containsExactly("path.id value_error");
        assertThat(refused.json().at("/detail/0/msg").stringValue()).contains("PAID", "refund the payment");
        assertThat(Rows.digest(SERVER)).isEqualTo(before);
    }

    @Test
    void one_that_is_unknown_foreign_or_of_the_other_kind_is_not_found() {
        long foreign = kind.createActive(SERVER.newMerchant());
        long other = kind.other().createActive(shop);
        var before = Rows.digest(SERVER);
        for (var id : List.of(Long.toString(foreign), Long.toString(other), "987654321", "0", "abc")) {
            var answer = shop.post(kind.path() + "/" + id + "/cancel-requests", "");
            assertThat(answer.expect(404).text("detail")).isEqualTo(kind.noun() + " not found");
        }
        assertThat(Rows.digest(SERVER)).isEqualTo(before);
    }

    @Test
    void a_reason_is_held_to_the_rules_of_a_cancels() {
        long source = kind.createActive(shop);
        var long256 = shop.with("X-Cancel-Reason", "x".repeat(256));
        assertThat(long256.post(kind.path() + "/" + source + "/cancel-requests", "")
                        .expect(422)
                        .errors())
                .containsExactly("header.x-cancel-reason string_too_long");
        assertThat(status(source)).isEqualTo("ACTIVE");
    }

    private Answer requestCancel(Client client, long source) {
        return client.with("X-Cancel-Reason", "gone").post(kind.path() + "/" + source + "/cancel-requests", "");
    }

    /// Begins a payment that only a call of the sandbox decides; its reference.
    private String payInFlight(long source) {
        long account = Payments.account(shop, "COLLECTION", Payments.STAYS_IN_FLIGHT);
        var collection = Payments.collect(shop, kind, source, account);
        assertThat(collection.text("status")).isEqualTo("PROCESSING");
        return collection.text("reference_id");
    }

    /// Decides the one attempt in flight.
    private void decide(String how) {
        assertThat(attempts()).hasSize(1);
        shop.post("/sandbox/attempts/" + attempts().getFirst() + "/" + how, "").expect(200);
    }

    private List<String> attempts() {
        return texts(shop.get("/sandbox/attempts"), "id");
    }

    private String status(long source) {
        return shop.get(kind.path() + "/retrieve/" + source).expect(200).text("status");
    }

    private List<String> events(long source) {
        return texts(shop.get(kind.path() + "/" + source + "/events"), "type");
    }

    private String lastEvent(long source) {
        var events =
                shop.get(kind.path() + "/" + source + "/events").expect(200).json();
        var last = events.get(events.size() - 1);
        return String.join(
                " ",
                List.of("type", "from_status", "to_status", "reason").stream()
                        .map(member -> last.path(member).stringValue())
                        .toList());
    }

    private static List<String> texts(Answer list, String member) {
        return list.expect(200)
                .json()
                .valueStream()
                .map(row -> row.path(member).stringValue())
                .toList();
    }
}
