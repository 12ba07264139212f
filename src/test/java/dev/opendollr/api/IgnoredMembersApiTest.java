package dev.opendollr.api;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.RawConnection;
import dev.opendollr.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
        return answer.header("X-Ignored-Members").map(IgnoredMembersApiTest::decoded);
    }

    private static String decoded(String header) {
        return new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /// Head and body in one piece: a body that nobody asked for is not waited for.
    private static RawConnection.Reply atOnce(Client client, String method, String path, String body) {
        try (var connection = RawConnection.open(SERVER.url())) {
            connection.send(method + " " + path + " HTTP/1.1\r\nHost: a\r\nAuthorization: "
                    + client.header("Authorization") + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            return connection.reply(false).orElseThrow();
        }
    }

    @TestFactory
    Stream<DynamicTest> every_operation_with_a_body_names_what_it_does_not_know_and_only_that() {
        var sample = Sample.of(SERVER);
        return Operation.all().stream()
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

    @TestFactory
    Stream<DynamicTest> every_operation_without_a_body_names_all_that_is_sent() {
        var sample = Sample.of(SERVER);
        return Operation.all().stream()
                .filter(operation -> operation.bodySchema().isEmpty() && operation.isSecured())
                .map(operation -> dynamicTest(operation.toString(), () -> {
                    var path = sample.path(operation);
                    var named = atOnce(
                            sample.shop(), operation.method(), path, "{\"amuont\": 5, \"a\": [{\"b\": 1}], \"\": 2}");
                    assertThat(named.header("x-ignored-members"))
                            .as(named.body())
                            .map(IgnoredMembersApiTest::decoded)
                            .contains("amuont, a, …");
                    assertThat(ignored(sample.shop().send(operation.method(), path, "")))
                            .isEmpty();
                }));
    }

    /// What an operation has no use for cannot be wrong.
    @ParameterizedTest
    @ValueSource(strings = {"{\"amuont\":", "[1]", "7", "nonsense", "\"\\ud800\"", "{\"a\": 1e999999999999}", "{}"})
    void where_there_is_no_body_an_unsound_one_changes_nothing(String body) {
        long order = Orders.createActive(shop);
        var canceled = shop.send("DELETE", "/v1/orders/cancel/" + order, body).expect(200);
        assertThat(canceled.text("status")).isEqualTo("CANCELED");
        assertThat(ignored(canceled)).isEmpty();
    }

    @Test
    void nor_does_one_of_another_type_or_coding_or_size() {
        var object = "{\"amuont\": 5}";
        for (var client :
                List.of(shop.with("Content-Type", "text/plain"), shop.with("Content-Encoding", "gzip"), shop)) {
            var sent = client == shop ? object + " ".repeat(70_000) : object;
            long order = Orders.createActive(shop);
            assertThat(ignored(client.send("DELETE", "/v1/orders/cancel/" + order, sent)
                            .expect(200)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Content-Length: 13", "Transfer-Encoding: chunked", "Content-Length: 13\r\nExpect: 100-continue"
            })
    void a_body_that_does_not_come_is_not_waited_for(String framing) {
        long order = Orders.createActive(shop);
        try (var connection = RawConnection.open(SERVER.url())) {
            connection.send("DELETE /v1/orders/cancel/" + order + " HTTP/1.1\r\nHost: a\r\nAuthorization: "
                    + shop.header("Authorization") + "\r\n" + framing + "\r\n\r\n");
            var reply = connection.reply(false).orElseThrow();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("connection")).contains("close");
        }
    }

    @Test
    void a_body_that_comes_in_pieces_is_named_and_the_connection_goes_on() {
        long order = Orders.createActive(shop);
        try (var connection = RawConnection.open(SERVER.url())) {
            connection.send("DELETE /v1/orders/cancel/" + order + " HTTP/1.1\r\nHost: a\r\nAuthorization: "
                    + shop.header("Authorization") + "\r\nContent-Length: 12\r\n\r\n{\"amu");
            connection.send("ont\":1}");
            assertThat(connection.reply(false).orElseThrow().header("x-ignored-members"))
                    .contains("amuont");
            connection.send("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(connection.reply(false).orElseThrow().status()).isEqualTo(200);
        }
    }

    @Test
    void a_stranger_is_refused_without_a_look_at_it() {
        var refused = SERVER.stranger()
                .send("DELETE", "/v1/orders/cancel/1", "{\"amuont\": 5}")
                .expect(401);
        assertThat(ignored(refused)).isEmpty();
        var page =
                SERVER.stranger().send("GET", "/pay/nobody", "{\"amuont\": 5}").expect(404);
        assertThat(ignored(page)).isEmpty();
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

    /// Browsers of payers are told nothing of it.
    @Test
    void the_contract_declares_it_everywhere_but_for_pages() {
        for (var operation : Operation.all()) {
            var headers = operation.declaration().path("responses").path("200").path("headers");
            assertThat(headers.has("X-Ignored-Members"))
                    .as(operation.toString())
                    .isEqualTo(!operation.isOfPages());
        }
    }
}
