package dev.opendollr.api;

import dev.opendollr.base.http.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// An operation of the contract, as the tests that are made from the contract see it.
record Operation(String method, String path, JsonNode declaration) {
    static final JsonNode DOCUMENT = Contract.load().document();

    /// A member of a JSON body at any depth, and all that is said of it. An element of a list stands at 0.
    record Field(List<Object> location, JsonNode schema, boolean required) {
        String name() {
            return location.getLast().toString();
        }

        /// As in `passcode.token.code`.
        String dotted() {
            return String.join(".", location.stream().map(Object::toString).toList());
        }
    }

    /// What the original declares: ours are left out.
    static List<Operation> originals() {
        return all().stream().filter(operation -> !operation.isOurs()).toList();
    }

    /// What the original declares, and ours.
    static List<Operation> all() {
        List<Operation> operations = new ArrayList<>();
        for (var path : DOCUMENT.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                operations.add(new Operation(
                        operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()));
            }
        }
        return operations;
    }

    boolean isOurs() {
        return declaration.path("x-extension").asBoolean(false);
    }

    /// Whether browsers call it, and no client.
    boolean isOfPages() {
        return declaration.path("tags").path(0).asString("").equals("pages");
    }

    boolean isSecured() {
        return !declaration.path("security").isEmpty();
    }

    /// The parameters of one place: `path`, `query` or `header`.
    List<JsonNode> parameters(String place) {
        return StreamSupport.stream(declaration.path("parameters").spliterator(), false)
                .map(Operation::resolved)
                .filter(parameter -> parameter.path("in").stringValue().equals(place))
                .toList();
    }

    /// The schema of the JSON body, when there is one.
    Optional<JsonNode> bodySchema() {
        var schema = declaration
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        return schema.isMissingNode() ? Optional.empty() : Optional.of(resolved(schema));
    }

    /// All members of the body, each before those inside it.
    List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        bodySchema().ifPresent(schema -> collect(List.of(), schema, fields));
        return fields;
    }

    private static void collect(List<Object> location, JsonNode schema, List<Field> fields) {
        var required = StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::stringValue)
                .toList();
        for (var property : schema.path("properties").properties()) {
            var member = resolved(property.getValue());
            var below = below(location, property.getKey());
            fields.add(new Field(below, member, required.contains(property.getKey())));
            if (member.has("properties")) {
                collect(below, member, fields);
            }
            if (member.has("items")) {
                var element = resolved(member.path("items"));
                fields.add(new Field(below(below, 0), element, false));
                collect(below(below, 0), element, fields);
            }
        }
    }

    private static List<Object> below(List<Object> location, Object part) {
        List<Object> below = new ArrayList<>(location);
        below.add(part);
        return below;
    }

    static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.get("$ref").stringValue().substring(1)) : node;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
