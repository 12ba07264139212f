package dev.opendollr.base.http;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Simplifies schemas so that a generator makes one plain type of each: a choice of types becomes one type, ids
/// get their width, and members with a known set of values list it.
final class DerivedSchemas {
    private static final String NULL = "null";
    private static final List<String> FORM = List.of("pattern", "minLength", "maxLength");

    private final JsonNode enums;
    private final JsonNode numberFormat;

    DerivedSchemas(JsonNode additions) {
        enums = additions.path("enums");
        numberFormat = additions.path("number_format");
    }

    void simplify(JsonNode document) {
        walk(document);
        for (var schema : document.path("components").path("schemas").properties()) {
            for (var member : schema.getValue().path("properties").properties()) {
                refine(schema.getKey(), member.getKey(), member.getValue());
            }
        }
        for (var parameter : document.path("components").path("parameters")) {
            refine("", parameter.path("name").stringValue(), parameter.path("schema"));
        }
        for (var operation :
                (Iterable<JsonNode>) document.path("paths").valueStream().flatMap(JsonNode::valueStream)::iterator) {
            for (var parameter : operation.path("parameters")) {
                var name = operation.path("operationId").stringValue();
                refine(name, parameter.path("name").asString(""), parameter.path("schema"));
            }
        }
    }

    private void walk(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("anyOf") instanceof ArrayNode choices) {
            merge(object, choices.valueStream().toList());
        }
        if (node instanceof ObjectNode object && isType(object, "number") && !object.has("format")) {
            object.set("format", numberFormat);
        }
        node.forEach(this::walk);
    }

    private static void merge(ObjectNode schema, List<JsonNode> choices) {
        boolean nullable = choices.stream().anyMatch(choice -> isType(choice, NULL));
        var types = choices.stream().filter(choice -> !isType(choice, NULL)).toList();
        if (types.stream().anyMatch(type -> !type.path("type").isString())) {
            return;
        }
        boolean numbers = types.size() == 2 && isType(types.get(0), "number") && isType(types.get(1), "integer");
        boolean words =
                types.stream().allMatch(type -> isType(type, "string") && (type.has("enum") || type.has("const")));
        if (types.size() > 1 && !numbers && !words) {
            return;
        }
        schema.remove("anyOf");
        schema.setAll((ObjectNode) types.getFirst().deepCopy());
        if (words) {
            var all = schema.putArray("enum");
            types.forEach(type -> all.addAll(type.path("enum").valueStream().toList()));
            types.stream().filter(type -> type.has("const")).forEach(type -> all.add(type.path("const")));
        }
        if (nullable) {
            var type = schema.path("type").stringValue();
            schema.putArray("type").add(type).add(NULL);
            if (schema.path("enum") instanceof ArrayNode values) {
                values.addNull();
            }
        }
    }

    /// `owner` is the schema or the operation that `name` stands in.
    private void refine(String owner, String name, JsonNode member) {
        if (!(member instanceof ObjectNode object)) {
            return;
        }
        boolean names = name.equals("id") || name.endsWith("_id") || name.equals("after");
        if (names && (isType(object, "integer") || isType(object, "number"))) {
            whole(object);
        }
        var own = enums.path(owner + "." + name);
        var values = own.isMissingNode() ? enums.path(name) : own;
        if (values instanceof ArrayNode known) {
            list(isType(object, "array") ? object.path("items") : object, known);
        }
    }

    /// Lists the possible values and removes the pattern and the lengths that they have in common.
    private static void list(JsonNode member, ArrayNode values) {
        if (!(member instanceof ObjectNode object)
                || !isType(object, "string")
                || object.has("enum")
                || object.has("const")) {
            return;
        }
        FORM.forEach(object::remove);
        var all = object.putArray("enum").addAll(values);
        if (object.path("type").isArray()) {
            all.addNull();
        }
    }

    /// Makes an id a whole number, even where the contract allows decimals.
    private static void whole(ObjectNode id) {
        if (id.path("type") instanceof ArrayNode orNull) {
            orNull.set(0, StringNode.valueOf("integer"));
        } else {
            id.put("type", "integer");
        }
        id.put("format", "int64");
    }

    /// Whether it is of this type, or of this type or null.
    private static boolean isType(JsonNode schema, String type) {
        var said = schema.path("type");
        return said.isArray()
                ? said.path(0).asString("").equals(type)
                : said.asString("").equals(type);
    }
}
