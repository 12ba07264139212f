package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.http.Contract;
import dev.opendollr.testing.TestServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What clients are generated from: the contract by other words. That both accept the same answers is compared for
/// every answer that any test gets.
class DerivedContractApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final String URL = "https://pay.example";
    private static final JsonNode SERVED = Contract.load().document();
    private static final JsonNode DERIVED = Contract.load().derived(URL).document();

    @Test
    void it_is_served_with_where_the_server_is_and_may_be_read_from_any_origin() {
        var stranger = SERVER.stranger().with("Origin", "https://editor.example");
        for (var path : List.of("/openapi.json", "/openapi-sdk.json")) {
            assertThat(stranger.get(path).expect(200).header("Access-Control-Allow-Origin"))
                    .contains("*");
        }
        assertThat(stranger.get("/v1/orders/list").header("Access-Control-Allow-Origin"))
                .isEmpty();
        assertThat(stranger.get("/docs").header("Access-Control-Allow-Origin")).isEmpty();
        var served = stranger.get("/openapi-sdk.json").json();
        assertThat(served.path("servers").path(0).path("url").stringValue())
                .isEqualTo(SERVER.stranger().url());
        assertThat(served.path("paths")).isEqualTo(DERIVED.path("paths"));
        assertThat(served.path("components")).isEqualTo(DERIVED.path("components"));
        assertThat(DERIVED.path("servers").path(0).path("url").stringValue()).isEqualTo(URL);
    }

    @Test
    void it_has_the_same_operations_under_short_names_but_no_pages() {
        var served = SERVED.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(operation -> !isOfPages(operation.getValue()))
                        .map(operation ->
                                operation.getKey() + " " + path.getKey().replace("{version}", "v1")));
        var derived = DERIVED.path("paths").properties().stream()
                .flatMap(path -> path.getValue().propertyNames().stream().map(method -> method + " " + path.getKey()));
        assertThat(derived).containsExactlyElementsOf(served.toList());
        var names = operations()
                .map(operation -> operation.path("operationId").stringValue())
                .toList();
        assertThat(names)
                .doesNotHaveDuplicates()
                .contains("cancel_order", "collect", "move_sandbox_clock", "list_order_payments")
                .allMatch(name -> name.matches("[a-z]+(_[a-z]+)*"));
        assertThat(isOfPages(SERVED.path("paths").path("/pay/{token}").path("get")))
                .isTrue();
        assertThat(DERIVED.path("paths").propertyNames()).noneMatch(path -> path.startsWith("/pay/"));
    }

    private static boolean isOfPages(JsonNode operation) {
        return operation.path("tags").path(0).asString("").equals("pages");
    }

    @Test
    void it_says_of_each_operation_what_it_does_and_what_can_go_wrong() {
        operations().forEach(operation -> {
            var name = operation.path("operationId").stringValue();
            assertThat(operation.path("description").asString("")).as(name).isNotBlank();
            Set<String> statuses = new HashSet<>(operation.path("responses").propertyNames());
            assertThat(statuses).as(name).contains("405", "500", "503");
            assertThat(statuses.contains("413")).as(name).isEqualTo(operation.has("requestBody"));
            assertThat(operation.path("security").size()).as(name).isLessThanOrEqualTo(1);
        });
        for (var tag : DERIVED.path("tags")) {
            assertThat(tag.path("description").stringValue()).as(tag.toString()).isNotBlank();
        }
    }

    @Test
    void nothing_in_it_is_a_choice_of_numbers_or_a_number_of_unknown_width() {
        for (var node : below(DERIVED)) {
            var types = node.path("anyOf")
                    .valueStream()
                    .map(type -> type.path("type").asString(""))
                    .toList();
            assertThat(types).as(node.toString()).doesNotContain("number");
            if (node.path("type").asString("").equals("number")) {
                assertThat(node.path("format").asString("")).as(node.toString()).isEqualTo("double");
            }
        }
        for (var schema : DERIVED.path("components").path("schemas")) {
            for (var member : schema.path("properties").properties()) {
                if (member.getKey().matches("id|.*_id")) {
                    assertThat(member.getValue().path("type").toString())
                            .as(schema.path("title").asString("") + "." + member.getKey())
                            .doesNotContain("number");
                }
                if (member.getKey().matches("id|.*_id")
                        && member.getValue().path("type").toString().contains("integer")) {
                    assertThat(member.getValue().path("format").asString(""))
                            .as(member.getKey())
                            .isEqualTo("int64");
                }
            }
        }
    }

    @Test
    void no_schema_is_another_name_of_a_schema_and_no_name_is_said_twice() {
        for (var document : List.of(SERVED, DERIVED)) {
            for (var schema : document.path("components").path("schemas").properties()) {
                assertThat(schema.getValue().has("$ref")).as(schema.getKey()).isFalse();
            }
        }
        assertThat(DERIVED.path("components").path("schemas").propertyNames())
                .contains("WithDeviceVerifyPasscodePayload")
                .allMatch(name -> name.length() < 50);
    }

    @Test
    void every_reference_in_it_leads_somewhere() {
        for (var node : below(DERIVED)) {
            if (node.path("$ref").isString()) {
                assertThat(DERIVED.at(node.path("$ref").stringValue().substring(1))
                                .isObject())
                        .as(node.toString())
                        .isTrue();
            }
        }
    }

    @Test
    void members_with_a_known_set_of_values_say_it() {
        var schemas = DERIVED.path("components").path("schemas");
        assertThat(schemas.path("OrderResponse")
                        .path("properties")
                        .path("status")
                        .path("enum"))
                .hasSize(5);
        assertThat(schemas.path("CreateOrderPayload")
                        .path("properties")
                        .path("fee_bearer")
                        .path("enum"))
                .hasSize(2);
    }

    /// All objects of a document, the outer before the inner.
    private static List<JsonNode> below(JsonNode document) {
        List<JsonNode> nodes = new ArrayList<>();
        collect(document, nodes);
        return nodes;
    }

    private static void collect(JsonNode node, List<JsonNode> nodes) {
        if (node instanceof ObjectNode) {
            nodes.add(node);
        }
        node.forEach(inner -> collect(inner, nodes));
    }

    private static Stream<JsonNode> operations() {
        return DERIVED.path("paths").valueStream().flatMap(JsonNode::valueStream);
    }
}
