package dev.opendollr.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// That the collection has every call, and that every variable has a source.
class PostmanCollectionTest {
    private static final String URL = "http://127.0.0.1:8080";
    private static final JsonNode COLLECTION =
            JsonMapper.shared().readTree(Contract.load().postman(URL));
    private static final List<JsonNode> FOLDERS =
            COLLECTION.path("item").valueStream().toList();

    @Test
    void every_operation_is_in_one_folder_of_its_tag() {
        var there = FOLDERS.stream()
                .skip(1)
                .flatMap(PostmanCollectionTest::requests)
                .map(item -> item.path("name").stringValue());
        var documented = Contract.load()
                .derived(URL)
                .document()
                .path("paths")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .map(operation -> operation.path("operationId").stringValue());
        assertThat(there).containsExactlyInAnyOrderElementsOf(documented.toList());
    }

    @Test
    void the_main_flow_comes_first_and_every_variable_in_it_was_stored_before() {
        assertThat(FOLDERS.getFirst().path("name").stringValue()).isEqualTo(PostmanCollection.FLOW);
        var known = new StringBuilder("base_url client_id client_secret");
        requests(FOLDERS.getFirst()).forEach(item -> {
            known.append(' ').append(scripts(item, "prerequest"));
            assertThat(used(item.path("request")))
                    .as(item.path("name").stringValue())
                    .allMatch(variable -> Pattern.compile("\\b" + variable + "\\b")
                            .matcher(known)
                            .find());
            known.append(' ').append(scripts(item, "test"));
        });
        assertThat(known).contains("\"token\"", "\"order_id\"", "\"session_id\"");
    }

    @Test
    void every_variable_is_declared_and_the_version_is_none() {
        var declared = COLLECTION
                .path("variable")
                .valueStream()
                .map(variable -> variable.path("key").stringValue())
                .toList();
        var requests = FOLDERS.stream()
                .flatMap(PostmanCollectionTest::requests)
                .map(item -> item.path("request"))
                .toList();
        assertThat(requests).hasSizeGreaterThan(59).allSatisfy(request -> {
            assertThat(request.at("/url/raw").stringValue()).doesNotContain("version");
            assertThat(declared).containsAll(used(request.path("body")));
        });
    }

    @Test
    void bodies_are_json_once_variables_are_filled_in_and_ids_keep_their_type() {
        var bodies = FOLDERS.stream()
                .flatMap(PostmanCollectionTest::requests)
                .map(item -> item.at("/request/body/raw"))
                .filter(JsonNode::isString)
                .map(raw -> raw.stringValue().replaceAll("\\{\\{\\w+}}", "7"))
                .map(JsonMapper.shared()::readTree)
                .toList();
        assertThat(bodies).hasSizeGreaterThan(10);
        assertThat(bodies)
                .filteredOn(body -> body.has("source_id"))
                .isNotEmpty()
                .allSatisfy(
                        body -> assertThat(body.path("source_id").isNumber()).isTrue());
        assertThat(bodies)
                .filteredOn(body -> body.has("payment_account_id"))
                .isNotEmpty()
                .allSatisfy(
                        body -> assertThat(body.path("session_id").isString()).isTrue());
    }

    private static Stream<JsonNode> requests(JsonNode folder) {
        return folder.path("item").valueStream();
    }

    private static String scripts(JsonNode item, String when) {
        return item.path("event")
                .valueStream()
                .filter(event -> event.path("listen").stringValue().equals(when))
                .map(event -> event.at("/script/exec").toString().replace("\\\"", "\""))
                .toList()
                .toString();
    }

    private static List<String> used(JsonNode node) {
        return Pattern.compile("\\{\\{(\\w+)}}")
                .matcher(node.toString())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }
}
