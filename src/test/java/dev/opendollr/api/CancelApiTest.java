package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Kind;
import dev.opendollr.testing.RawHttp;
import dev.opendollr.testing.TestServer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What DELETE /v1/orders/cancel/{id} promises, and the same of invoices.
@ParameterizedClass(name = "{0}")
@EnumSource(Kind.class)
class CancelApiTest {
    @RegisterExtension
    static final TestServer SERVER = TestServer.withForcedStatuses();

    private final Client shop = SERVER.newMerchant();
    private final Kind kind;

    CancelApiTest(Kind kind) {
        this.kind = kind;
    }

    @ParameterizedTest(name = "from {0}")
    @ValueSource(strings = {"IDLE", "ACTIVE"})
    void a_draft_and_a_published_one_are_canceled(String status) {
        long source = status.equals("IDLE") ? kind.create(shop) : kind.createActive(shop);
        var before = shop.get(kind.path() + "/retrieve/" + source).expect(200);
        assertThat(before.text("status")).isEqualTo(status);

        var canceled = cancel(source).expect(200);

        assertThat(canceled.text("status")).isEqualTo("CANCELED");
        assertThat(canceled.json().get("paid_at").isNull()).isTrue();
        assertThat(canceled.header("Idempotent-Replayed")).isEmpty();
        assertThat(updatedAt(canceled.text("updated_at"))).isAfter(updatedAt(before.text("updated_at")));
        assertThat(canceled.text("created_at")).isEqualTo(before.text("created_at"));
        assertThat(canceled.json().get("total_amount")).isEqualTo(before.json().get("total_amount"));
        assertThat(lastEvent(source)).isEqualTo(status + " -> CANCELED");
    }

    @Test
    void canceling_again_answers_the_same_bytes_and_writes_nothing() {
        long source = kind.createActive(shop);
        var first = cancel(source).expect(200);
        var before = Rows.digest(SERVER);
        for (int time = 0; time < 3; time++) {
            var again = shop.with("X-Cancel-Reason", "once more")
                    .delete(kind.path() + "/cancel/" + source)
                    .expect(200);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.header("Idempotent-Replayed")).contains("true");
        }
        assertThat(Rows.digest(SERVER)).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"PROCESSING, wait for its outcome", "PAID, refund the payment"})
    void one_with_a_payment_is_not_canceled_and_the_answer_says_what_to_do(String status, String advice) {
        long source = kind.createActive(shop);
        force(source, status);
        var before = Rows.digest(SERVER);

        var refused = cancel(source).expect(422);

        assertThat(refused.errors()).containsExactly("path.id value_error");
        var message = refused.json().at("/detail/0/msg").stringValue();
        assertThat(message).startsWith("Value error, ").contains(status).contains(advice);
        assertThat(Rows.digest(SERVER)).isEqualTo(before);
    }

    @Test
    void a_failed_payment_makes_it_cancelable_again() {
        long source = kind.createActive(shop);
        force(source, "PROCESSING");
        cancel(source).expect(422);
        force(source, "ACTIVE");
        assertThat(cancel(source).expect(200).text("status")).isEqualTo("CANCELED");
    }

    @ParameterizedTest(name = "id {0}")
    @ValueSource(
            strings = {
                "999999999",
                "0",
                "-1",
                "+1",
                "01",
                "1.0",
                "1e3",
                "abc",
                "9223372036854775807",
                "9223372036854775808",
                "null"
            })
    void text_that_is_no_id_is_not_found(String id) {
        var answer = shop.delete(kind.path() + "/cancel/" + id).expect(404);
        assertThat(answer.body()).isEqualTo(notFound());
    }

    @ParameterizedTest(name = "id {0}")
    @ValueSource(strings = {"%20", "%00", "%F0%9F%92%B8", "%D9%A1", "1;x=1", "%2e%2e", "%31"})
    void a_path_that_another_reader_could_read_otherwise_cancels_nothing(String id) {
        var answer = shop.delete(kind.path() + "/cancel/" + id).expect(404);
        assertThat(answer.body()).isEqualTo("{\"detail\":\"Not Found\"}");
    }

    @Test
    void an_overlong_id_is_not_found() {
        var answer = shop.delete(kind.path() + "/cancel/" + "9".repeat(4_000)).expect(404);
        assertThat(answer.body()).isEqualTo(notFound());
    }

    @Test
    void a_foreign_one_is_not_found_and_stays() {
        var other = SERVER.newMerchant();
        long source = kind.create(other);
        assertThat(cancel(source).expect(404).body()).isEqualTo(notFound());
        assertThat(other.get(kind.path() + "/retrieve/" + source).expect(200).text("status"))
                .isEqualTo("IDLE");
    }

    @Test
    void another_version_is_refused_before_it_is_looked_for() {
        assertThat(shop.delete(kind.path().replace("v1", "v2") + "/cancel/999")
                        .expect(422)
                        .errors())
                .containsExactly("path.version literal_error");
    }

    @Test
    void the_reason_is_kept_with_actor_and_request() {
        var registered = SERVER.register();
        var client = SERVER.client(registered.credential());
        long source = kind.create(client);
        var canceled = client.with("X-Cancel-Reason", "customer changed her mind")
                .with("X-Request-Id", "cancel-4711")
                .delete(kind.path() + "/cancel/" + source)
                .expect(200);
        assertThat(canceled.header("X-Request-Id")).contains("cancel-4711");

        var events =
                client.get(kind.path() + "/" + source + "/events").expect(200).json();
        var last = events.get(events.size() - 1);
        assertThat(last.path("reason").stringValue()).isEqualTo("customer changed her mind");
        assertThat(last.path("actor").stringValue())
                .isEqualTo(registered.credential().clientId());
        assertThat(last.path("request_id").stringValue()).isEqualTo("cancel-4711");
        assertThat(last.path("at").stringValue()).isEqualTo(canceled.text("updated_at"));
    }

    @Test
    void a_reason_of_255_characters_is_kept_and_one_of_256_refused() {
        long source = kind.create(shop);
        var refused = shop.with("X-Cancel-Reason", "x".repeat(256)).delete(kind.path() + "/cancel/" + source);
        assertThat(refused.expect(422).errors()).containsExactly("header.x-cancel-reason string_too_long");
        var reason = "x".repeat(255);
        shop.with("X-Cancel-Reason", reason)
                .delete(kind.path() + "/cancel/" + source)
                .expect(200);
        var events =
                shop.get(kind.path() + "/" + source + "/events").expect(200).json();
        assertThat(events.get(1).path("reason").stringValue()).isEqualTo(reason);
    }

    @ParameterizedTest(name = "character {0}")
    @ValueSource(ints = {0x01, 0x1b, 0x7f})
    void a_reason_that_is_not_printable_is_refused(int character) {
        long source = kind.create(shop);
        var answer = RawHttp.exchange(
                SERVER.url(),
                "DELETE " + kind.path() + "/cancel/" + source + " HTTP/1.1",
                "Host: localhost",
                "Authorization: " + shop.header("Authorization"),
                "X-Cancel-Reason: a" + (char) character + "b",
                "Connection: close",
                "",
                "");
        assertThat(RawHttp.status(answer)).as(answer).isIn(400, 422);
        assertThat(shop.get(kind.path() + "/retrieve/" + source).expect(200).text("status"))
                .isEqualTo("IDLE");
    }

    @ParameterizedTest(name = "body {0}")
    @ValueSource(strings = {"", "{}", "{", "not JSON at all"})
    void a_body_means_nothing(String body) {
        long source = kind.create(shop);
        var declared = shop.with("Content-Type", "application/json");
        assertThat(declared.send("DELETE", kind.path() + "/cancel/" + source, body)
                        .expect(200)
                        .text("status"))
                .isEqualTo("CANCELED");
    }

    private Answer cancel(long source) {
        return shop.delete(kind.path() + "/cancel/" + source);
    }

    private String notFound() {
        return "{\"detail\":\"" + kind.noun() + " not found\"}";
    }

    private static Instant updatedAt(String text) {
        return Instant.parse(text);
    }

    private String lastEvent(long source) {
        var events =
                shop.get(kind.path() + "/" + source + "/events").expect(200).json();
        var last = events.get(events.size() - 1);
        return last.path("from_status").stringValue() + " -> "
                + last.path("to_status").stringValue();
    }

    /// As a payment would, without one.
    private static void force(long source, String status) {
        SERVER.database().asOwner().useHandle(handle -> handle.execute("""
            update source
               set status = ?, paid_at = case when ? = 'PAID' then now() end
             where id = ?
            """, status, status, source));
    }
}
