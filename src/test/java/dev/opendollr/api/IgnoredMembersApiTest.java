package dev.opendollr.api;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.opendollr.http.Contract;
import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Whoever mistypes a member learns that it was ignored.
class IgnoredMembersApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Client shop = new Client("", Map.of());

    @BeforeAll
    static void log_in() {
        shop = SERVER.newMerchant();
    }

    private static Answer party(String members) {
        return shop.post(
                "/v1/parties/create", "{\"fullname\": \"Ma Hawa\", \"phone\": \"231881234789\"" + members + "}");
    }

    /// The bytes of the header, read as UTF-8; a client that takes bytes for characters gives them back.
    private static Optional<String> ignored(Answer answer) {
        return answer.header("X-Ignored-Members")
                .map(text -> new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    @TestFactory
    Stream<DynamicTest> every_operation_with_a_body_names_what_it_does_not_know_and_only_that() {
        var sample = Sample.of(SERVER);
        return Operation.originals().stream()
                .filter(operation -> operation.bodySchema().isPresent())
                .map(operation -> dynamicTest(operation.toString(), () -> {
                    var path = sample.path(operation);
                    var body = (ObjectNode) JsonMapper.shared().readTree(sample.body(operation));
                    var plain = sample.shop().send(operation.method(), path, body.toString());
                    assertThat(ignored(plain)).as(plain.body()).isEmpty();
                    body.put("amuont", 5);
                    var named = sample.shop().send(operation.method(), path, body.toString());
                    assertThat(ignored(named)).as(named.body()).contains("amuont");
                }));
    }

    @Test
    void members_inside_lists_and_objects_are_named_by_their_place() {
        var answer = shop.post("/v1/checkouts/create", """
            {"source_kind": "ORDER", "currency": "USD", "mode": "DIRECT", "note": "", "fees": "PAYER",
             "party_name": "Ma Hawa", "party_phone": "231881234789", "color": {"deep": 1},
             "items": [{"name": "Rice", "currency": "USD", "amount": 5, "qty": 2},
                       {"name": "Oil", "currency": "USD", "amount": 5, "size": [1]}]}\
            """);
        assertThat(ignored(answer).orElse("none").split(", "))
                .as(answer.body())
                .containsExactly("fees", "color", "items.0.qty", "items.1.size");
    }

    @Test
    void a_refused_request_says_it_too() {
        var refused = shop.post("/v1/parties/create", "{\"full_name\": \"Ma Hawa\"}");
        assertThat(refused.expect(422).errors()).contains("body.fullname missing");
        assertThat(ignored(refused)).contains("full_name");
    }

    @Test
    void at_most_ten_are_named() {
        var eleven = IntStream.range(0, 11)
                .mapToObj(place -> ", \"m" + place + "\": 1")
                .collect(joining());
        assertThat(ignored(party(eleven))).contains("m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, …");
        var ten = IntStream.range(0, 10)
                .mapToObj(place -> ", \"m" + place + "\": 1")
                .collect(joining());
        assertThat(ignored(party(ten))).contains("m0, m1, m2, m3, m4, m5, m6, m7, m8, m9");
    }

    @Test
    void names_that_could_be_anything_are_not_repeated() {
        for (var name :
                new String[] {"a b", "x\\r\\nSet-Cookie: a", "é", "", "n".repeat(41), "a.b", "a,b", "4111111111111111"
                }) {
            var answer = party(", \"" + name + "\": 1");
            assertThat(ignored(answer)).as(name).contains("…");
            assertThat(answer.header("Set-Cookie")).isEmpty();
        }
        assertThat(ignored(party(", \"" + "n".repeat(40) + "\": 1"))).contains("n".repeat(40));
    }

    @Test
    void nothing_is_said_when_all_is_known() {
        assertThat(ignored(party("").expect(200))).isEmpty();
    }

    @Test
    void the_contract_declares_it_wherever_a_body_is_read() {
        for (var path : Contract.load().document().path("paths")) {
            for (var operation : path) {
                boolean declared =
                        operation.path("responses").path("200").path("headers").has("X-Ignored-Members");
                assertThat(declared)
                        .as(operation.path("operationId").stringValue())
                        .isEqualTo(operation.has("requestBody"));
            }
        }
    }
}
