package dev.opendollr.base.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The OpenAPI contract with all operations. Operations that are extensions of this service are marked
/// `x-extension`.
public final class Contract {
    private static final String RESOURCE = "/openapi.yaml";
    private static final String ADDITIONS = "/openapi-sdk.yaml";
    private static final String SANDBOX_PATH = "/sandbox";
    private static final String SANDBOX_SCHEMA = "Sandbox";

    private final JsonNode document;

    /// A method and a path template of the contract, and whether a token is asked for.
    public record Operation(String method, String path, boolean secured) {}

    private Contract(JsonNode document) {
        this.document = document;
    }

    public static Contract load() {
        return new Contract(new YAMLMapper().readTree(yaml()));
    }

    /// The contract of a server that is not a sandbox.
    public Contract withoutSandbox() {
        var copy = document.deepCopy();
        remove(copy.path("paths"), SANDBOX_PATH);
        remove(copy.path("components").path("schemas"), SANDBOX_SCHEMA);
        return new Contract(copy);
    }

    private static void remove(JsonNode parent, String prefix) {
        var members = (ObjectNode) parent;
        members.propertyNames().stream()
                .filter(name -> name.startsWith(prefix))
                .toList()
                .forEach(members::remove);
    }

    /// The contract in the form for client generators and human readers. It describes the same messages on the
    /// wire. `publicUrl` is the address of the server.
    public Contract derived(String publicUrl) {
        var additions = new YAMLMapper().readTree(text(ADDITIONS));
        return new Contract(DerivedContract.of(document, additions, publicUrl));
    }

    /// The derived contract of a server at `publicUrl` as a Postman collection.
    public String postman(String publicUrl) {
        var flow = new YAMLMapper().readTree(text(ADDITIONS)).path("flow").valueStream();
        return PostmanCollection.of(
                        derived(publicUrl).document,
                        flow.map(JsonNode::stringValue).toList())
                .toPrettyString();
    }

    /// The YAML source of the contract, including its comments.
    public static String yaml() {
        return text(RESOURCE);
    }

    /// This contract written as YAML, without comments.
    public String written() {
        return new YAMLMapper().writeValueAsString(document);
    }

    private static String text(String resource) {
        try (InputStream stream = Contract.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("no " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public JsonNode document() {
        return document;
    }

    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (var path : document.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                operations.add(new Operation(
                        operation.getKey().toUpperCase(Locale.ROOT),
                        path.getKey(),
                        !operation.getValue().path("security").isEmpty()));
            }
        }
        return List.copyOf(operations);
    }
}
