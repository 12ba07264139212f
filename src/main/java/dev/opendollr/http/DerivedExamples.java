package dev.opendollr.http;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Fills in what a reader would otherwise have to think up: an example for each parameter and each body.
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
                    parameter((ObjectNode) resolved(parameter));
                }
                var body = operation.path("requestBody").path("content").path("application/json");
                if (body instanceof ObjectNode media) {
                    media.set("example", of("", media.path("schema"), DEPTH_MAX));
                }
            }
        }
    }

    private void parameter(ObjectNode parameter) {
        var schema = parameter.path("schema");
        boolean asked = parameter.path("required").asBoolean(false);
        if (asked && !parameter.has("example")) {
            parameter.set("example", of(parameter.path("name").stringValue(), schema, 1));
        }
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").stringValue().substring(1)) : node;
    }

    /// An object has the members that are required and those that an example is known for.
    private JsonNode of(String name, JsonNode unresolved, int depth) {
        var schema = resolved(unresolved);
        if (schema.path("properties").isObject() && depth > 0) {
            var object = JsonMapper.shared().createObjectNode();
            for (var member : schema.path("properties").properties()) {
                boolean required = schema.path("required")
                        .valueStream()
                        .anyMatch(asked -> asked.stringValue().equals(member.getKey()));
                if (required || examples.has(member.getKey())) {
                    object.set(member.getKey(), of(member.getKey(), member.getValue(), depth - 1));
                }
            }
            return object;
        }
        if (type(schema).equals("array")) {
            ArrayNode list = JsonMapper.shared().createArrayNode();
            return list.add(of(name, schema.path("items"), depth - 1));
        }
        return known(name, schema).orElseGet(() -> JsonMapper.shared().valueToTree(plain(schema)));
    }

    /// The known example in the type of the member: an id is text in one place and a number in another.
    private Optional<JsonNode> known(String name, JsonNode schema) {
        var example = examples.path(name);
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
