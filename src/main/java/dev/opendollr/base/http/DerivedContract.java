package dev.opendollr.base.http;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The contract in the form that suits client generators and human readers. It is derived by rules and
/// describes the same messages on the wire.
///
/// The version is part of every path, operations have short names, a number has one type, and ids have 64 bits.
/// Value sets, examples, descriptions and the errors that any call may meet are stated. Pages are left out:
/// browsers call them, and no client is to be generated for them.
final class DerivedContract {
    private static final String VERSION = "/{version}/";
    private static final String VERSION_MARK = "__version__";
    private static final String PAGES = "pages";
    private static final Set<String> BOOKKEEPING = Set.of("x-evidence", "x-decision");
    /// A schema name that consists of a module and a model, in which the model name stands twice.
    private static final Pattern SAID_TWICE = Pattern.compile("^.*?([A-Z]\\w{9,})\\1$");

    private final ObjectNode document;
    private final JsonNode additions;

    private DerivedContract(JsonNode served, JsonNode additions) {
        document = (ObjectNode) served.deepCopy();
        this.additions = additions;
    }

    /// `publicUrl` is the address of the server.
    static JsonNode of(JsonNode served, JsonNode additions, String publicUrl) {
        var derived = new DerivedContract(served, additions);
        derived.derive(publicUrl);
        return derived.document;
    }

    private void derive(String publicUrl) {
        ((ObjectNode) document.path("info")).setAll((ObjectNode) additions.path("info"));
        document.putArray("servers").addObject().put("url", publicUrl);
        var schemas = (ObjectNode) document.path("components").path("schemas");
        document.set("components", renamed(document.path("components"), schemas));
        document.set("paths", renamed(paths(), schemas));
        new DerivedSchemas(additions).simplify(document);
        new DerivedExamples(document, additions.path("examples")).add();
        tags();
    }

    private ObjectNode paths() {
        var paths = JsonMapper.shared().createObjectNode();
        errors();
        for (var path : document.path("paths").properties()) {
            var fixed = path.getKey().startsWith(VERSION)
                    ? "/v1/" + path.getKey().substring(VERSION.length())
                    : path.getKey();
            var operations = JsonMapper.shared().createObjectNode();
            for (var operation : path.getValue().properties()) {
                if (!isOfPages(operation.getValue())) {
                    operation(path.getKey(), operation.getKey(), (ObjectNode) operation.getValue());
                    operations.set(operation.getKey(), operation.getValue());
                }
            }
            if (!operations.isEmpty()) {
                paths.set(fixed, operations);
            }
        }
        return paths;
    }

    private static boolean isOfPages(JsonNode operation) {
        return operation.path("tags").path(0).asString("").equals(PAGES);
    }

    private void operation(String path, String method, ObjectNode operation) {
        var name = name(operation.path("operationId").stringValue(), path, method);
        operation.put("operationId", name);
        if (additions.path("operations").has(name)) {
            operation.set("description", additions.path("operations").path(name));
        }
        if (operation.path("parameters") instanceof ArrayNode parameters) {
            parameters.removeIf(parameter -> parameter.path("name").asString("").equals("version")
                    && parameter.path("in").asString("").equals("path"));
        }
        if (operation.path("security") instanceof ArrayNode security) {
            var once = security.valueStream().distinct().toList();
            security.removeAll().addAll(once);
        }
        var responses = (ObjectNode) operation.path("responses");
        for (var error : additions.path("responses").properties()) {
            boolean fits = !error.getValue().path("with_body").asBoolean(false) || operation.has("requestBody");
            var status = error.getValue().path("status").stringValue();
            if (fits && !responses.has(status)) {
                responses.putObject(status).put("$ref", "#/components/responses/" + error.getKey());
            }
        }
    }

    /// The part of the operation id before the path and the method. If they do not follow, the part before the
    /// version, with which every path begins.
    private static String name(String operationId, String path, String method) {
        var ending = path.replaceAll("\\W", "_") + "_" + method.toLowerCase(Locale.ROOT);
        var name = operationId.endsWith(ending)
                ? operationId.substring(0, operationId.length() - ending.length())
                : operationId.split(VERSION_MARK, 2)[0];
        return name.replaceAll("_+$", "");
    }

    private void errors() {
        var responses = (ObjectNode) document.path("components").path("responses");
        for (var error : additions.path("responses").properties()) {
            responses
                    .putObject(error.getKey())
                    .put("description", error.getValue().path("description").stringValue())
                    .putObject("content")
                    .putObject("application/json")
                    .putObject("schema")
                    .put("$ref", "#/components/schemas/ErrorDetail");
        }
    }

    private void tags() {
        var tags = document.putArray("tags");
        document.path("paths")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .map(operation -> operation.path("tags").path(0).stringValue())
                .distinct()
                .forEach(tag -> tags.addObject()
                        .put("name", tag)
                        .put("description", additions.path("tags").path(tag).asString("")));
    }

    /// A copy of the tree without bookkeeping members and with short schema names.
    private static JsonNode renamed(JsonNode node, JsonNode schemas) {
        if (node instanceof ArrayNode array) {
            var copy = JsonMapper.shared().createArrayNode();
            array.forEach(element -> copy.add(renamed(element, schemas)));
            return copy;
        }
        if (!(node instanceof ObjectNode)) {
            return node.isString() && node.stringValue().startsWith("#/components/schemas/")
                    ? JsonMapper.shared().valueToTree(shortened(node.stringValue()))
                    : node;
        }
        var copy = JsonMapper.shared().createObjectNode();
        for (var member : node.properties()) {
            if (!BOOKKEEPING.contains(member.getKey())) {
                var name = schemas.has(member.getKey()) ? shortened(member.getKey()) : member.getKey();
                copy.set(name, renamed(member.getValue(), schemas));
            }
        }
        return copy;
    }

    private static String shortened(String reference) {
        int start = reference.lastIndexOf('/') + 1;
        return reference.substring(0, start)
                + SAID_TWICE.matcher(reference.substring(start)).replaceFirst("$1");
    }
}
