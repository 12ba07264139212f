package dev.opendollr.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A request that breaks one rule of the contract, and the one error it must be answered with.
///
/// `subject` is the parameter or field that is wrong, so that nothing of the contract can be left out unnoticed.
record InvalidRequest(
        String name, String subject, String path, String body, Map<String, String> headers, String error) {
    /// Escapes what is not ASCII: a lone surrogate has no other way onto the wire.
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /// All there are for an operation; `sample` is what is right about the rest of the request.
    static List<InvalidRequest> of(Operation operation, Sample sample) {
        List<InvalidRequest> requests = new ArrayList<>();
        versions(operation, sample, requests);
        queries(operation, sample, requests);
        headers(operation, sample, requests);
        if (operation.bodySchema().isPresent()) {
            bodies(operation, sample, requests);
            fields(operation, sample, requests);
        }
        return requests;
    }

    private static void versions(Operation operation, Sample sample, List<InvalidRequest> requests) {
        for (var version : List.of("v2", "V1", "v1.0", "1", "v01", "v1-")) {
            requests.add(new InvalidRequest(
                    "version " + version,
                    "version",
                    sample.path(operation).replaceFirst("^/v1/", "/" + version + "/"),
                    sample.body(operation),
                    Map.of(),
                    "path.version literal_error"));
        }
    }

    private static void queries(Operation operation, Sample sample, List<InvalidRequest> requests) {
        for (var parameter : operation.parameters("query")) {
            var name = parameter.path("name").stringValue();
            boolean required = parameter.path("required").asBoolean(false);
            for (var mistake : Mistake.inQuery(name, parameter.path("schema"), required)) {
                requests.add(new InvalidRequest(
                        "query " + name + ": " + mistake.what(),
                        name,
                        pathWith(sample.path(operation), name, mistake),
                        sample.body(operation),
                        Map.of(),
                        "query." + name + " " + mistake.type()));
            }
        }
    }

    private static String pathWith(String path, String name, Mistake mistake) {
        int question = path.indexOf('?');
        List<String> query = new ArrayList<>();
        if (question >= 0) {
            query.addAll(List.of(path.substring(question + 1).split("&")));
        }
        query.removeIf(parameter -> parameter.startsWith(name + "="));
        if (mistake.value().isPresent()) {
            query.add(name + "=" + URLEncoder.encode(mistake.text(), UTF_8));
        }
        return (question < 0 ? path : path.substring(0, question)) + "?" + String.join("&", query);
    }

    private static void headers(Operation operation, Sample sample, List<InvalidRequest> requests) {
        for (var parameter : operation.parameters("header")) {
            var name = parameter.path("name").stringValue();
            int max = parameter.path("schema").path("maxLength").intValue();
            requests.add(new InvalidRequest(
                    "header " + name + ": too long",
                    name,
                    sample.path(operation),
                    sample.body(operation),
                    Map.of(name, "x".repeat(max + 1)),
                    "header." + name.toLowerCase(Locale.ROOT) + " string_too_long"));
        }
    }

    private static void bodies(Operation operation, Sample sample, List<InvalidRequest> requests) {
        for (var body : List.of("[]", "[{}]", "\"text\"", "5", "true", "null")) {
            requests.add(body(operation, sample, "body " + body, body, "body model_attributes_type"));
        }
        requests.add(body(operation, sample, "no body", "", "body missing"));
        requests.add(body(operation, sample, "body {", "{", "body.1 json_invalid"));
        requests.add(new InvalidRequest(
                "body declared as text",
                "body",
                sample.path(operation),
                sample.body(operation),
                Map.of("Content-Type", "text/plain"),
                "body model_attributes_type"));
    }

    private static InvalidRequest body(Operation operation, Sample sample, String name, String body, String error) {
        return new InvalidRequest(name, "body", sample.path(operation), body, Map.of(), error);
    }

    private static void fields(Operation operation, Sample sample, List<InvalidRequest> requests) {
        for (var field : operation.fields()) {
            for (var mistake : Mistake.inBody(field.name(), field.schema(), field.required())) {
                var object = sample.object(operation);
                put(object, field.location(), mistake.value());
                requests.add(new InvalidRequest(
                        "field " + field.dotted() + ": " + mistake.what(),
                        field.dotted(),
                        sample.path(operation),
                        ASCII.writeValueAsString(object),
                        Map.of(),
                        "body." + field.dotted() + " " + mistake.type()));
            }
        }
    }

    /// Replaces what is at `location`, or takes it away.
    private static void put(JsonNode object, List<Object> location, Optional<JsonNode> value) {
        var parent = object;
        for (var part : location.subList(0, location.size() - 1)) {
            parent = part instanceof Integer position ? parent.get(position) : parent.get(part.toString());
        }
        switch (parent) {
            case ArrayNode list -> {
                var _ = list.set((Integer) location.getLast(), value.orElseThrow());
            }
            case ObjectNode members ->
                value.ifPresentOrElse(
                        node -> members.set(location.getLast().toString(), node),
                        () -> members.remove(location.getLast().toString()));
            default -> throw new IllegalArgumentException("nothing can be put into " + parent);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
