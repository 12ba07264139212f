package dev.opendollr.base.http;

import dev.opendollr.base.text.CardNumbers;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The members that request bodies may have by the contract. Other members are ignored, and the answer names
/// them to the caller.
final class KnownMembers {
    private static final int NAMED_MAX = 10;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_]{1,40}");
    /// Replaces a name that must not be repeated, and all places after the tenth.
    private static final String ELLIPSIS = "…";

    private static final JsonNode NO_MEMBERS =
            JsonNodeFactory.instance.objectNode().set("properties", JsonNodeFactory.instance.objectNode());

    private final JsonNode contract;
    private final Map<String, JsonNode> schemas;
    private final Set<String> withoutBody;

    KnownMembers(Contract contract) {
        this.contract = contract.document();
        schemas = contract.operations().stream()
                .filter(operation -> schema(operation).isObject())
                .collect(Collectors.toMap(KnownMembers::key, this::schema));
        withoutBody = contract.operations().stream()
                .filter(operation -> !declared(operation).has("requestBody"))
                .map(KnownMembers::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    private JsonNode declared(Contract.Operation operation) {
        return contract.path("paths")
                .path(operation.path())
                .path(operation.method().toLowerCase(Locale.ROOT));
    }

    private JsonNode schema(Contract.Operation operation) {
        return declared(operation)
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
    }

    private static String key(Contract.Operation operation) {
        return key(operation.method(), operation.path());
    }

    private static String key(String method, String route) {
        return method + " " + route;
    }

    /// Whether the contract has the operation, but no body for it. A form is a body.
    boolean isBodyUnasked(String method, String route) {
        return withoutBody.contains(key(method, route));
    }

    /// The places of unknown members, as in `items.0.size`; empty if there are none. Never contains a value or
    /// a name that could be a card number.
    String ignored(String method, String route, JsonNode body) {
        var key = key(method, route);
        var schema = withoutBody.contains(key) ? NO_MEMBERS : schemas.get(key);
        if (schema == null) {
            return "";
        }
        Set<String> places = new LinkedHashSet<>();
        collect("", schema, body, places);
        return String.join(", ", places);
    }

    private void collect(String place, JsonNode unresolved, JsonNode node, Set<String> places) {
        var schema = resolved(unresolved);
        if (node.isArray()) {
            for (int position = 0; position < node.size() && places.size() <= NAMED_MAX; position++) {
                collect(place + position + ".", schema.path("items"), node.get(position), places);
            }
            return;
        }
        var known = schema.path("properties");
        if (!node.isObject() || !known.isObject()) {
            return;
        }
        for (var member : node.properties()) {
            if (places.size() > NAMED_MAX) {
                return;
            }
            if (known.has(member.getKey())) {
                collect(place + member.getKey() + ".", known.path(member.getKey()), member.getValue(), places);
            } else {
                places.add(places.size() < NAMED_MAX ? place + shown(member.getKey()) : ELLIPSIS);
            }
        }
    }

    private static String shown(String name) {
        return PLAIN.matcher(name).matches() && !CardNumbers.isIn(name) ? name : ELLIPSIS;
    }

    /// The schema that a reference points to. Of a choice of schemas, the one that has members or elements.
    private JsonNode resolved(JsonNode schema) {
        if (schema.has("$ref")) {
            return contract.at(schema.path("$ref").stringValue().substring(1));
        }
        return schema.path("anyOf")
                .valueStream()
                .map(this::resolved)
                .filter(choice -> choice.has("properties") || choice.has("items"))
                .findFirst()
                .orElse(schema);
    }
}
