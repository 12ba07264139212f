package dev.opendollr.base.http;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Adds an example to each required parameter and each body. The server accepts each example as it is. Where
/// one name has several meanings, its example is listed under the schema or operation as well, as in
/// `WithDevicePayload.name`.
final class DerivedExamples {
    private static final int DEPTH_MAX = 8;

    private final JsonNode document;
    private final JsonNode examples;

    DerivedExamples(JsonNode document, JsonNode examples) {
        this.document = document;
        this.examples = examples;
    }

    void add() {
        for (var path : document.path("paths")) {
            for (var operation : path) {
                for (var parameter : operation.path("parameters")) {
                    var owner = parameter.has("$ref")
                            ? ""
                            : operation.path("operationId").stringValue();
                    parameter(owner, (ObjectNode) resolved(parameter));
                }
                var body = operation.path("requestBody").path("content").path("application/json");
                if (body instanceof ObjectNode media) {
                    media.set("example", of("", "", media.path("schema"), DEPTH_MAX));
                }
            }
        }
    }

    private void parameter(String operation, ObjectNode parameter) {
        var schema = parameter.path("schema");
        boolean asked = parameter.path("required").asBoolean(false);
        if (asked && !parameter.has("example")) {
            parameter.set("example", of(operation, parameter.path("name").stringValue(), schema, 1));
        }
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").stringValue().substring(1)) : node;
    }

    /// An example of an object has the required members and those for which an example is known. `owner` is the
    /// schema or the operation that contains `name`.
    private JsonNode of(String owner, String name, JsonNode unresolved, int depth) {
        var schema = resolved(unresolved);
        if (schema.path("properties").isObject() && depth > 0) {
            var object = JsonMapper.shared().createObjectNode();
            var reference = unresolved.path("$ref").asString("");
            var own = reference.substring(reference.lastIndexOf('/') + 1);
            for (var member : schema.path("properties").properties()) {
                boolean required = schema.path("required")
                        .valueStream()
                        .anyMatch(asked -> asked.stringValue().equals(member.getKey()));
                if (required || !example(own, member.getKey()).isMissingNode()) {
                    object.set(member.getKey(), of(own, member.getKey(), member.getValue(), depth - 1));
                }
            }
            return object;
        }
        if (type(schema).equals("array")) {
            ArrayNode list = JsonMapper.shared().createArrayNode();
            return list.add(of(owner, name, schema.path("items"), depth - 1));
        }
        return known(example(owner, name), schema)
                .orElseGet(() -> JsonMapper.shared().valueToTree(plain(schema)));
    }

    private JsonNode example(String owner, String name) {
        var own = examples.path(owner + "." + name);
        return own.isMissingNode() ? examples.path(name) : own;
    }

    /// The example in the type of the member: an id is text in one place and a number in another.
    private static Optional<JsonNode> known(JsonNode example, JsonNode schema) {
        if (schema.path("enum").isArray()
                && schema.path("enum").valueStream().noneMatch(value -> value.equals(example))) {
            return Optional.of(schema.path("enum").path(0));
        }
        if (example.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(
                type(schema).equals("string") && !example.isString()
                        ? JsonMapper.shared().valueToTree(example.asString())
                        : example);
    }

    private static Object plain(JsonNode schema) {
        var type = type(schema);
        if (type.equals("boolean")) {
            return false;
        }
        return type.equals("string") ? "1" : 1;
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.path(0).asString("") : type.asString("");
    }
}
