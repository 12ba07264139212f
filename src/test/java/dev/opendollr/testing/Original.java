package dev.opendollr.testing;

import dev.opendollr.base.http.Contract;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The contract of its authors: without the `x-` members that this service adds, and without its extensions.
public final class Original {
    private static final JsonNode EXTENDED = Contract.load().document();

    private Original() {}

    public static ObjectNode document() {
        return (ObjectNode) of(EXTENDED, EXTENDED);
    }

    /// The same as [#document], but an object may have only the members that its schema names.
    static JsonNode strict() {
        var document = document();
        for (var schema : document.path("components").path("schemas")) {
            close(schema);
        }
        return document;
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && schema.path("properties").isObject()
                && !schema.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(Original::close);
    }

    /// A copy of `node` without the extensions of this service, and without references to them.
    public static JsonNode of(JsonNode node, JsonNode document) {
        if (node.isObject()) {
            var kept = JsonMapper.shared().createObjectNode();
            for (var member : node.properties()) {
                var value = of(member.getValue(), document);
                boolean emptied = value.isEmpty() && !member.getValue().isEmpty();
                if (!member.getKey().startsWith("x-") && !isOurs(member.getValue(), document) && !emptied) {
                    kept.set(member.getKey(), value);
                }
            }
            return kept;
        }
        if (node.isArray()) {
            ArrayNode kept = JsonMapper.shared().createArrayNode();
            node.forEach(element -> {
                if (!isOurs(element, document)) {
                    kept.add(of(element, document));
                }
            });
            return kept;
        }
        return node;
    }

    private static boolean isOurs(JsonNode node, JsonNode document) {
        var target =
                node.has("$ref") ? document.at(node.get("$ref").stringValue().substring(1)) : node;
        return target.path("x-extension").asBoolean(false);
    }
}
