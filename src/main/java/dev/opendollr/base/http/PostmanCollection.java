package dev.opendollr.base.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The derived contract as a Postman collection: the main flow in its order, then all calls by tag.
///
/// A call stores what later calls need, and reads what earlier ones stored. The token is one such thing, and the id of
/// an order is another. Ids are named after what the path lists: `/v1/orders/…` stores and reads `order_id`.
final class PostmanCollection {
    static final String FLOW = "A cancel and a payment";

    private static final String SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final String REFERENCE = "reference_id";
    /// Variables that the user fills in.
    private static final Set<String> GIVEN = Set.of("client_id", "client_secret");
    /// Members whose name differs from that of the object they refer to.
    private static final Map<String, String> OTHER_NAMES =
            Map.of("source_id", "order_id", "payout_account_id", "payment_account_id");

    private final JsonNode contract;
    private final Set<String> stored;

    private PostmanCollection(JsonNode contract) {
        this.contract = contract;
        stored = Set.copyOf(
                operations().flatMap(operation -> operation.storesId().stream()).toList());
    }

    /// `flow` names operations of the derived contract.
    static JsonNode of(JsonNode contract, List<String> flow) {
        return new PostmanCollection(contract).collection(flow);
    }

    private record Operation(String path, String method, JsonNode said, JsonNode answer) {
        String name() {
            return said.path("operationId").stringValue();
        }

        /// The variable that takes the id of the answer.
        Optional<String> storesId() {
            return answer.path("properties").has("id") ? listed(path).map(noun -> noun + "_id") : Optional.empty();
        }

        boolean has(String member) {
            return answer.path("properties").has(member);
        }
    }

    private Stream<Operation> operations() {
        return contract.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(method -> new Operation(
                                path.getKey(), method.getKey(), method.getValue(), answer(method.getValue()))));
    }

    private JsonNode answer(JsonNode operation) {
        return resolved(operation.at("/responses/200/content/application~1json/schema"));
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? contract.at(node.path("$ref").stringValue().substring(1)) : node;
    }

    /// The singular of the last plural noun in the path.
    private static Optional<String> listed(String path) {
        return Stream.of(path.split("/"))
                .filter(segment -> segment.endsWith("s"))
                .reduce((first, last) -> last)
                .map(segment ->
                        segment.replace('-', '_').replaceAll("ies$", "y").replaceAll("s$", ""));
    }

    private ObjectNode collection(List<String> flow) {
        var collection = object();
        collection
                .putObject("info")
                .put("name", contract.at("/info/title").stringValue())
                .put("description", contract.at("/info/description").stringValue())
                .put("schema", SCHEMA);
        collection.set("auth", bearer());
        var variables = collection.putArray("variable");
        variables
                .addObject()
                .put("key", "base_url")
                .put("value", contract.at("/servers/0/url").stringValue());
        Stream.concat(
                        GIVEN.stream().sorted(),
                        Stream.concat(
                                Stream.of("token", REFERENCE), stored.stream().sorted()))
                .forEach(name -> variables.addObject().put("key", name).put("value", ""));
        var folders = collection.putArray("item");
        var main = folder(folders, FLOW, "Run it from its beginning to its end.");
        for (var name : flow) {
            main.add(request(operations()
                    .filter(operation -> operation.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no operation " + name))));
        }
        for (var tag : contract.path("tags")) {
            var all = folder(
                    folders,
                    tag.path("name").stringValue(),
                    tag.path("description").stringValue());
            operations()
                    .filter(operation -> operation.said.path("tags").path(0).equals(tag.path("name")))
                    .forEach(operation -> all.add(request(operation)));
        }
        return collection;
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }

    private static ObjectNode bearer() {
        var bearer = object().put("type", "bearer");
        bearer.putArray("bearer")
                .addObject()
                .put("key", "token")
                .put("value", "{{token}}")
                .put("type", "string");
        return bearer;
    }

    private static ArrayNode folder(ArrayNode folders, String name, String description) {
        return folders.addObject()
                .put("name", name)
                .put("description", description)
                .putArray("item");
    }

    private ObjectNode request(Operation operation) {
        var item = object().put("name", operation.name());
        var events = item.putArray("event");
        var request = item.putObject("request").put("method", operation.method.toUpperCase(Locale.ROOT));
        request.put("description", operation.said.path("description").asString(""));
        if (operation.said.path("security").isEmpty()) {
            request.putObject("auth").put("type", "noauth");
        }
        var parameters = operation
                .said
                .path("parameters")
                .valueStream()
                .map(this::resolved)
                .toList();
        request.set("url", url(operation.path, parameters));
        var headers = request.putArray("header");
        parameters.stream()
                .filter(parameter -> parameter.path("in").stringValue().equals("header"))
                .forEach(parameter -> headers.add(parameter(parameter)));
        var example = operation.said.at("/requestBody/content/application~1json/example");
        if (!example.isMissingNode()) {
            headers.addObject().put("key", "Content-Type").put("value", "application/json");
            request.putObject("body").put("mode", "raw").put("raw", body(example));
            if (example.has(REFERENCE)) {
                script(events, "prerequest", List.of(PostmanScripts.NEW_REFERENCE));
            }
        }
        script(
                events,
                "test",
                PostmanScripts.afterwards(
                        operation.has("access_token"),
                        operation.storesId(),
                        operation.method.equals("get") && operation.path.contains("{" + REFERENCE + "}")));
        return item;
    }

    private static void script(ArrayNode events, String when, List<String> lines) {
        var script = events.addObject().put("listen", when).putObject("script").put("type", "text/javascript");
        lines.forEach(script.putArray("exec")::add);
    }

    private ObjectNode url(String path, List<JsonNode> parameters) {
        var url = object();
        url.putArray("host").add("{{base_url}}");
        var segments = url.putArray("path");
        var filled = PARAMETER.matcher(path).replaceAll(found -> "{{" + variable(path, found) + "}}");
        Stream.of(filled.substring(1).split("/")).forEach(segments::add);
        var query = url.putArray("query");
        parameters.stream()
                .filter(parameter -> parameter.path("in").stringValue().equals("query"))
                .forEach(parameter -> query.add(parameter(parameter)));
        return url.put("raw", "{{base_url}}" + filled);
    }

    private static String variable(String path, MatchResult parameter) {
        var name = parameter.group(1);
        return name.equals("id") ? listed(path.substring(0, parameter.start())).orElseThrow() + "_id" : name;
    }

    /// An optional parameter is included, but disabled.
    private ObjectNode parameter(JsonNode parameter) {
        var name = parameter.path("name").stringValue();
        var value = stored(name).orElseGet(() -> parameter.path("example").asString(""));
        return object().put("key", name)
                .put("value", value)
                .put("description", parameter.path("description").asString(""))
                .put("disabled", !parameter.path("required").asBoolean(false));
    }

    /// Numeric ids have no quotes, so the body is valid JSON only after its variables are filled in.
    private String body(JsonNode example) {
        var filled = filled("", example);
        return filled.toPrettyString().replaceAll("\"#(\\{\\{\\w+}})\"", "$1");
    }

    private JsonNode filled(String name, JsonNode example) {
        if (example instanceof ObjectNode) {
            var copy = object();
            example.properties()
                    .forEach(member -> copy.set(member.getKey(), filled(member.getKey(), member.getValue())));
            return copy;
        }
        if (example instanceof ArrayNode) {
            var copy = JsonMapper.shared().createArrayNode();
            example.forEach(element -> copy.add(filled(name, element)));
            return copy;
        }
        return stored(name)
                .<JsonNode>map(
                        variable -> JsonMapper.shared().valueToTree(example.isNumber() ? "#" + variable : variable))
                .orElse(example);
    }

    /// The variable that a parameter or a member of this name is filled from.
    private Optional<String> stored(String member) {
        var name = OTHER_NAMES.getOrDefault(member, member);
        boolean own = GIVEN.contains(name) || name.equals(REFERENCE);
        return Stream.concat(
                        own ? Stream.of(name) : Stream.empty(),
                        stored.stream()
                                .filter(variable -> name.equals(variable) || name.endsWith("_" + variable))
                                .sorted((one, other) -> other.length() - one.length()))
                .findFirst()
                .map(variable -> "{{" + variable + "}}");
    }
}
