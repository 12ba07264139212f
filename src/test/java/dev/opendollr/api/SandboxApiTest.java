package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.Attempt.Kind;
import dev.opendollr.gateway.AttemptId;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.gateway.sandbox.SandboxGateway;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Document;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.TestServer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// The calls by which a developer plays the payer and the operator.
class SandboxApiTest {
    @RegisterExtension
    static final TestServer SERVER = TestServer.withForcedStatuses();

    private static Optional<Database> database = Optional.empty();

    @BeforeAll
    static void open() {
        database = Optional.of(new Database(SERVER.database().server(), 2));
    }

    @AfterAll
    static void close() {
        database.orElseThrow().close();
    }

    /// A developer with a shop of its own.
    private static final class Developer {
        final MerchantId merchant;
        final Client client;

        Developer() {
            var registered = SERVER.register();
            merchant = registered.merchant().id();
            client = SERVER.client(registered.credential());
        }

        Attempt attempt(Kind kind, PaymentMethod method, String account, Optional<AttemptId> original) {
            var attempt = new Attempt(
                    new AttemptId(UUID.randomUUID()),
                    merchant,
                    kind,
                    method,
                    Optional.of(account).filter(text -> !text.isEmpty()),
                    Money.parse("USD 10.50"),
                    original,
                    Optional.of(UUID.randomUUID()));
            var _ = gateway().request(attempt);
            return attempt;
        }

        Attempt stuck() {
            return attempt(Kind.COLLECT, PaymentMethod.MTN_MOMO_LBR, "231771234129", Optional.empty());
        }

        Attempt waitingCard(String token) {
            return attempt(Kind.COLLECT, PaymentMethod.CREDIT_CARD, token, Optional.empty());
        }
    }

    @Test
    void the_overview_tells_numbers_cards_and_the_clock() {
        var overview = new Developer().client.get("/sandbox").expect(200).json();
        assertThat(row(overview.path("phones"), "suffix", "049").toString()).isEqualTo("""
            {"suffix":"049","collection":"fails: INSUFFICIENT_BALANCE","payout":"completes"}\
            """);
        assertThat(row(overview.path("cards"), "payment_method_id", "pm_card_chargeDeclined")
                        .path("collection")
                        .stringValue())
                .isEqualTo("fails: generic_decline");
        assertThat(overview.path("links").path("clock").stringValue()).isEqualTo("/sandbox/clock");
        assertThat(overview.path("delay_seconds").intValue()).isZero();
    }

    /// Of numbers that neither complete nor fail at once the two speak in words of their own.
    @Test
    void the_overview_and_the_reference_tell_the_same_of_numbers() {
        var phones = new Developer().client.get("/sandbox").expect(200).json().path("phones");
        List<String> told = new ArrayList<>();
        for (var cells : Document.REFERENCE.table("phone ends in", "a collection", "a payout")) {
            var suffix = Document.code(cells.getFirst()).getFirst();
            told.add(suffix);
            var phone = row(phones, "suffix", suffix);
            for (var cell :
                    Map.of("collection", cells.get(1), "payout", cells.get(2)).entrySet()) {
                if (cell.getValue().matches("completes|fails: [A-Z_]+")) {
                    assertThat(phone.path(cell.getKey()).stringValue())
                            .as(suffix)
                            .isEqualTo(cell.getValue());
                }
            }
        }
        assertThat(told)
                .containsExactlyElementsOf(phones.valueStream()
                        .map(phone -> phone.path("suffix").stringValue())
                        .toList());
    }

    @Test
    void every_call_asks_for_a_token() {
        for (var operation : List.of(
                "GET /sandbox",
                "GET /sandbox/clock",
                "POST /sandbox/clock",
                "GET /sandbox/attempts",
                "POST /sandbox/attempts/" + UUID.randomUUID() + "/complete",
                "POST /sandbox/attempts/" + UUID.randomUUID() + "/fail",
                "GET /sandbox/outages",
                "POST /sandbox/outages",
                "DELETE /sandbox/outages/CREDIT_CARD")) {
            int space = operation.indexOf(' ');
            SERVER.stranger()
                    .send(operation.substring(0, space), operation.substring(space + 1), "")
                    .expect(401);
        }
    }

    @Test
    void attempts_in_flight_are_listed_oldest_first_without_the_phone() {
        var developer = new Developer();
        var first = developer.stuck();
        var second = developer.waitingCard("");
        var _ = developer.attempt(Kind.COLLECT, PaymentMethod.MTN_MOMO_LBR, "231771234789", Optional.empty());
        var slow = developer.attempt(Kind.PAY_OUT, PaymentMethod.MTN_MOMO_RWA, "250783456169", Optional.empty());
        var answer = developer.client.get("/sandbox/attempts").expect(200);
        assertThat(answer.json())
                .extracting(attempt -> attempt.path("id").stringValue())
                .containsExactly(
                        first.id().value().toString(),
                        second.id().value().toString(),
                        slow.id().value().toString());
        assertThat(answer.body()).doesNotContain("231771234", "250783456", "secret");
        var listed = answer.json().get(0);
        assertThat(listed.path("reference_id").stringValue())
                .isEqualTo(first.reference().orElseThrow().toString());
        assertThat(listed.path("amount").decimalValue()).isEqualByComparingTo("10.50");
        assertThat(listed.path("status").stringValue()).isEqualTo("PROCESSING");
        assertThat(listed.path("due_at").isNull()).isTrue();
        assertThat(answer.json().get(1).path("status").stringValue()).isEqualTo("REQUIRES_ACTION");
        assertThat(answer.json().get(2).path("due_at").isNull()).isFalse();
        assertThat(new Developer().client.get("/sandbox/attempts").expect(200).json())
                .isEmpty();
    }

    @Test
    void an_attempt_is_completed_once_and_reported_at_once() {
        var developer = new Developer();
        var attempt = developer.stuck();
        var completed = developer.client.post(path(attempt, "complete"), "").expect(200);
        assertThat(completed.text("status")).isEqualTo("COMPLETED");
        assertThat(gateway().look(attempt)).isInstanceOf(Outcome.Settled.class);
        Eventually.isTrue("the callback is delivered", () -> !hasCallback(attempt));
        assertThat(developer
                        .client
                        .post(path(attempt, "complete"), "")
                        .expect(200)
                        .body())
                .isEqualTo(completed.body());
        assertThat(hasCallback(attempt)).isFalse();
        assertThat(developer.client.post(path(attempt, "fail"), "").expect(422).errors())
                .containsExactly("path.id value_error");
        assertThat(developer.client.get("/sandbox/attempts").json()).isEmpty();
    }

    @Test
    void an_attempt_is_failed_with_a_reason_of_ones_own() {
        var developer = new Developer();
        var plain = developer.stuck();
        assertThat(developer.client.post(path(plain, "fail"), "").expect(200).text("code"))
                .isEqualTo("UNSPECIFIED_FAILURE");
        var attempt = developer.waitingCard("");
        var failed = developer
                .client
                .post(path(attempt, "fail"), "{\"code\": \"do_not_honor\", \"message\": \"Ask your bank.\"}")
                .expect(200);
        assertThat(List.of(failed.text("status"), failed.text("code"), failed.text("message")))
                .containsExactly("FAILED", "do_not_honor", "Ask your bank.");
        assertThat(gateway().look(attempt)).isEqualTo(new Outcome.Declined("do_not_honor", "Ask your bank."));
        assertThat(developer
                        .client
                        .post(path(attempt, "fail"), "{\"code\": \"other\"}")
                        .expect(200)
                        .body())
                .isEqualTo(failed.body());
        assertThat(developer
                        .client
                        .post(path(attempt, "complete"), "")
                        .expect(422)
                        .errors())
                .containsExactly("path.id value_error");
        assertThat(developer
                        .client
                        .post(path(developer.stuck(), "fail"), "{\"code\": \"no spaces\", \"message\": 7}")
                        .expect(422)
                        .errors())
                .containsExactly("body.code value_error", "body.message string_type");
    }

    @Test
    void a_payer_who_has_acted_may_still_be_declined() {
        var developer = new Developer();
        var good = developer.waitingCard("pm_card_threeDSecure2Required");
        assertThat(developer.client.post(path(good, "complete"), "").expect(200).text("status"))
                .isEqualTo("COMPLETED");
        var declined = developer.waitingCard("pm_card_threeDSecureRequiredChargeDeclined");
        var answer = developer.client.post(path(declined, "complete"), "").expect(200);
        assertThat(List.of(answer.text("status"), answer.text("code"))).containsExactly("FAILED", "generic_decline");
    }

    @Test
    void a_refund_that_is_failed_gives_back_what_it_took_and_one_that_is_completed_takes_it() {
        var developer = new Developer();
        var original = developer.waitingCard("pm_card_pendingRefund");
        var refund = refund(developer, original);
        assertThat(gateway().request(other(refund))).isInstanceOf(Outcome.Declined.class);
        developer.client.post(path(refund, "fail"), "").expect(200);
        var second = refund(developer, original);
        developer.client.post(path(second, "complete"), "").expect(200);
        assertThat(gateway().request(other(refund)))
                .isEqualTo(
                        new Outcome.Declined("AMOUNT_TOO_LARGE", "The amount is more than is left of the collection"));
    }

    @Test
    void another_developers_attempt_is_not_found() {
        var attempt = new Developer().stuck();
        var other = new Developer();
        for (var path : List.of(
                path(attempt, "complete"),
                path(attempt, "fail"),
                "/sandbox/attempts/" + UUID.randomUUID() + "/complete",
                "/sandbox/attempts/7/fail")) {
            assertThat(other.client.post(path, "").expect(404).text("detail")).isEqualTo("Attempt not found");
        }
        assertThat(gateway().look(attempt)).isInstanceOf(Outcome.Accepted.class);
    }

    private static Attempt refund(Developer developer, Attempt original) {
        return developer.attempt(
                Kind.REFUND, PaymentMethod.CREDIT_CARD, "pm_card_pendingRefund", Optional.of(original.id()));
    }

    /// The same under a new id.
    private static Attempt other(Attempt attempt) {
        return new Attempt(
                new AttemptId(UUID.randomUUID()),
                attempt.merchant(),
                attempt.kind(),
                attempt.method(),
                attempt.account(),
                attempt.amount(),
                attempt.original(),
                attempt.reference());
    }

    private static SandboxGateway gateway() {
        // As far ahead as the server's clock may be: what the server decided has come to pass for this process too.
        var ahead = SERVER.database()
                .asOwner()
                .withHandle(handle -> handle.createQuery("select offset_micros from sandbox_clock")
                        .mapTo(Long.class)
                        .one());
        return new SandboxGateway(
                database.orElseThrow(),
                InstantSource.offset(InstantSource.system(), Duration.ofNanos(1_000 * ahead)),
                Duration.ZERO,
                new SecureRandom());
    }

    private static boolean hasCallback(Attempt attempt) {
        return SERVER.database()
                .asOwner()
                .withHandle(handle -> handle.createQuery(
                                "select callback_at is not null from sandbox_attempt where id = :id")
                        .bind("id", attempt.id().value())
                        .mapTo(Boolean.class)
                        .one());
    }

    private static String path(Attempt attempt, String what) {
        return "/sandbox/attempts/" + attempt.id().value() + "/" + what;
    }

    private static JsonNode row(JsonNode rows, String key, String value) {
        for (var row : rows) {
            if (row.path(key).stringValue().equals(value)) {
                return row;
            }
        }
        throw new AssertionError("no " + value);
    }
}
