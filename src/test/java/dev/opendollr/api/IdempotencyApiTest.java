package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Kind;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The header Idempotency-Key on creations.
class IdempotencyApiTest {
    private static final String PARTY = "{\"fullname\": \"Ma Hawa\", \"phone\": \"231771234567\"}";
    private static final String OTHER_PARTY = "{\"fullname\": \"Old Joe\", \"phone\": \"231771234567\"}";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = SERVER.newMerchant();

    @TestFactory
    Stream<DynamicTest> every_creation_answers_a_repetition_with_the_first_result() {
        var sample = Sample.of(SERVER);
        var creations = Operation.originals().stream()
                .filter(operation -> !operation.parameters("header").isEmpty())
                .filter(operation -> operation.method().equals("POST"))
                .toList();
        assertThat(creations).hasSize(12);
        return creations.stream()
                .map(operation -> dynamicTest(operation.toString(), () -> {
                    var keyed = sample.shop().with("Idempotency-Key", "key of " + operation.path());
                    var first = keyed.post(sample.path(operation), sample.body(operation))
                            .expect(200);
                    assertThat(first.header("Idempotent-Replayed")).isEmpty();
                    var rows = Rows.digest(SERVER);
                    var again = keyed.post(sample.path(operation), sample.body(operation))
                            .expect(200);
                    assertThat(again.body()).isEqualTo(first.body());
                    assertThat(again.header("Idempotent-Replayed")).contains("true");
                    assertThat(Rows.digest(SERVER)).isEqualTo(rows);
                }));
    }

    @Test
    void the_same_body_spaced_otherwise_is_the_same() {
        var keyed = shop.with("Idempotency-Key", "spaces");
        var first = create(keyed, PARTY).expect(200);
        var again = create(keyed, " {\"fullname\" :\"Ma Hawa\",\n\"phone\":\"231771234567\"} ");
        assertThat(again.expect(200).body()).isEqualTo(first.body());
    }

    @Test
    void moving_the_clock_makes_no_key_out_of_date() {
        var keyed = shop.with("Idempotency-Key", "of two days");
        var first = create(keyed, PARTY).expect(200);
        shop.post("/sandbox/clock", "{\"forward_seconds\": 172800}").expect(200);
        var again = create(keyed, PARTY).expect(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).contains("true");
    }

    @Test
    void another_body_or_another_operation_under_the_same_key_is_refused() {
        var keyed = shop.with("Idempotency-Key", "taken");
        create(keyed, PARTY).expect(200);
        assertThat(create(keyed, OTHER_PARTY).expect(422).errors())
                .containsExactly("header.idempotency-key value_error");
        assertThat(keyed.post("/v1/counterparties/create", "{\"relationship_type\": \"CUSTOMER\"}")
                        .expect(422)
                        .errors())
                .containsExactly("header.idempotency-key value_error");
    }

    @ParameterizedTest
    @EnumSource
    void a_key_belongs_to_one_source_and_one_kind(Kind kind) {
        long left = kind.create(shop);
        long right = kind.create(shop);
        var item = shop.with("Idempotency-Key", "item");
        item.post(kind.path() + "/" + left + "/items/add", Orders.item("USD", 1, "5"))
                .expect(200);
        item.post(kind.path() + "/" + right + "/items/add", Orders.item("USD", 1, "5"))
                .expect(422);
        var draft = Orders.draft(Orders.counterparty(shop), "USD");
        var keyed = shop.with("Idempotency-Key", "draft");
        keyed.post(kind.path() + "/create", draft).expect(200);
        assertThat(keyed.post(kind.other().path() + "/create", draft)
                        .expect(422)
                        .errors())
                .containsExactly("header.idempotency-key value_error");
    }

    @Test
    void keys_belong_to_their_merchant_and_no_key_repeats_nothing() {
        var other = SERVER.newMerchant();
        long mine = create(shop.with("Idempotency-Key", "same"), PARTY).id();
        var theirs = create(other.with("Idempotency-Key", "same"), OTHER_PARTY).expect(200);
        assertThat(theirs.header("Idempotent-Replayed")).isEmpty();
        assertThat(theirs.id()).isNotEqualTo(mine);
        assertThat(create(shop, PARTY).id()).isNotEqualTo(create(shop, PARTY).id());
    }

    @Test
    void an_empty_key_is_refused_for_it_makes_nothing_safe() {
        assertThat(create(shop.with("Idempotency-Key", ""), PARTY).expect(422).errors())
                .containsExactly("header.idempotency-key string_too_short");
    }

    @Test
    void a_refused_creation_does_not_use_up_its_key() {
        var keyed = shop.with("Idempotency-Key", "second try");
        var body = "{\"relationship_type\": \"CUSTOMER\", \"party_id\": %d}";
        keyed.post("/v1/counterparties/create", body.formatted(987654321)).expect(422);
        long party = create(shop, PARTY).id();
        var created =
                keyed.post("/v1/counterparties/create", body.formatted(party)).expect(200);
        assertThat(created.header("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void a_key_of_255_characters_is_taken() {
        var keyed = shop.with("Idempotency-Key", "k".repeat(255));
        assertThat(create(keyed, PARTY).expect(200).id())
                .isEqualTo(create(keyed, PARTY).expect(200).id());
    }

    @Test
    void a_key_is_forgotten_after_24_hours() {
        var keyed = shop.with("Idempotency-Key", "old");
        long first = create(keyed, PARTY).expect(200).id();
        age("23 hours 59 minutes");
        assertThat(create(keyed, PARTY).expect(200).id()).isEqualTo(first);
        age("1 minute");
        var later = create(keyed, OTHER_PARTY).expect(200);
        assertThat(later.id()).isNotEqualTo(first);
        assertThat(later.header("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void of_many_at_once_one_creates() throws Exception {
        var keyed = shop.with("Idempotency-Key", "race");
        List<Callable<Answer>> rivals = new ArrayList<>();
        for (int rival = 0; rival < 8; rival++) {
            rivals.add(() -> create(keyed, PARTY));
        }
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : executor.invokeAll(rivals)) {
                answers.add(answer.get().expect(200));
            }
            assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
            assertThat(answers.stream()
                            .filter(answer ->
                                    answer.header("Idempotent-Replayed").isEmpty()))
                    .hasSize(1);
        }
        assertThat(Pages.ids(shop.get("/v1/parties/list"))).hasSize(1);
    }

    @Test
    void numbers_of_any_size_in_members_nobody_reads_do_no_harm() {
        var keyed = shop.with("Idempotency-Key", "numbers");
        var body =
                "{\"fullname\": \"Ma Hawa\", \"phone\": \"231771234567\", \"n\": [1e400, 1e100000000, 1e-100000000]}";
        var first = create(keyed, body).expect(200);
        assertThat(create(keyed, body).expect(200).body()).isEqualTo(first.body());
    }

    @Test
    void text_of_any_kind_in_members_nobody_reads_does_no_harm() {
        var keyed = shop.with("Idempotency-Key", "texts");
        var body = "{\"fullname\": \"Ma Hawa\", \"phone\": \"231771234567\", \"n\\u0000\": \"\\ud800 \\u0000\"}";
        var first = create(keyed, body).expect(200);
        assertThat(create(keyed, body).expect(200).body()).isEqualTo(first.body());
    }

    @Test
    void the_order_of_members_does_not_matter() {
        var keyed = shop.with("Idempotency-Key", "order");
        var first = create(keyed, "{\"fullname\": \"Ma Hawa\", \"phone\": \"231771234567\"}")
                .expect(200);
        var second = create(keyed, "{\"phone\": \"231771234567\", \"fullname\": \"Ma Hawa\"}")
                .expect(200);
        assertThat(second.body()).isEqualTo(first.body());
    }

    private static Answer create(Client client, String body) {
        return client.post("/v1/parties/create", body);
    }

    private static void age(String interval) {
        SERVER.database()
                .asOwner()
                .useHandle(handle -> handle.execute(
                        "update idempotency_key set created_at = created_at - cast(? as interval)", interval));
    }
}
