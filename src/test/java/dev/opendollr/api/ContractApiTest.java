package dev.opendollr.api;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.opendollr.base.http.Contract;
import dev.opendollr.base.http.Routes;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Original;
import dev.opendollr.testing.TestServer;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What is served is the contract: nothing beside it, nothing of this version missing.
class ContractApiTest {
    private static final int ORIGINALS = 59;
    private static final int EXTENSIONS = 27;
    /// Of the contract without us, as JSON with sorted members.
    private static final String ORIGINAL_DIGEST = "1542de9d2aeaaf8e85a1e540265f833c76248afbbfc1ae738eaf857bcf43683d";

    private static final Set<String> ORIGINAL_RESPONSES = Set.of("200", "422");

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Client shop = new Client("", Map.of());

    @BeforeAll
    static void log_in() {
        shop = SERVER.newMerchant();
    }

    @Test
    void the_contract_has_59_operations() {
        assertThat(Operation.originals()).hasSize(ORIGINALS);
    }

    @TestFactory
    Stream<DynamicTest> every_operation_answers() {
        return Operation.originals().stream()
                .map(operation -> dynamicTest(
                        operation.toString(),
                        () -> assertThat(shop.send(operation.method(), path(operation), "")
                                        .status())
                                .isIn(200, 404, 422)));
    }

    @TestFactory
    Stream<DynamicTest> who_is_not_verified_is_refused_before_anything_else_where_the_contract_says_so() {
        var unverified = SERVER.client(SERVER.registerUnverified().credential());
        return Operation.originals().stream()
                .map(operation -> dynamicTest(operation.toString(), () -> {
                    // Of checkouts only the hosted ones are for the verified.
                    var body = operation.bodySchema().isPresent() ? "{\"mode\": \"HOSTED\"}" : "";
                    var answer = unverified.send(operation.method(), path(operation), body);
                    boolean gated = operation.declaration().path("responses").has("403");
                    assertThat(answer.status() == 403).as(answer.body()).isEqualTo(gated);
                }));
    }

    @Test
    void routes_and_contract_are_the_same() {
        Set<String> routes = new HashSet<>();
        var features = SERVER.server().features();
        for (var feature : features) {
            var recorder = new RouteRecorder();
            feature.routing(recorder);
            routes.addAll(recorder.routes());
        }
        var contract = Contract.load().operations().stream()
                .map(operation -> operation.method() + " " + operation.path())
                .collect(toSet());
        assertThat(routes)
                .isEqualTo(contract)
                .hasSize(ORIGINALS + EXTENSIONS)
                .contains(
                        "GET /{version}/orders/{id}/events",
                        "GET /{version}/invoices/{id}/events",
                        "GET /pay/{token}",
                        "POST /pay/{token}",
                        "GET /receipt/{token}",
                        "POST /sandbox/clock");

        assertThat(features.stream()
                        .map(feature -> feature.getClass().getName())
                        .collect(toSet()))
                .as("every feature is served")
                .isEqualTo(featureClasses());
    }

    @Test
    void the_served_contract_declares_cancel_order_as_the_original_does() throws IOException {
        var served = SERVER.stranger().get("/openapi.json").expect(200).json();
        JsonNode expected;
        try (var stream = ContractApiTest.class.getResourceAsStream("/cancel-order.json")) {
            expected = JsonMapper.shared().readTree(stream);
        }
        var operation = served.path("paths")
                .path(expected.path("path").stringValue())
                .path(expected.path("method").stringValue())
                .deepCopy();
        var responses = (ObjectNode) operation.path("responses");
        responses.retain(ORIGINAL_RESPONSES);
        assertThat(Original.of(operation, served)).isEqualTo(expected.path("operation"));
        for (var schema : expected.path("schemas").properties()) {
            assertThat(Original.of(served.path("components").path("schemas").path(schema.getKey()), served))
                    .as(schema.getKey())
                    .isEqualTo(schema.getValue());
        }
    }

    /// Whoever changes what is not ours changes this, and must have read it in Dollr's documentation.
    @Test
    void what_is_not_ours_is_as_it_was_read() throws NoSuchAlgorithmException {
        var text = JsonMapper.builder()
                .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                .build()
                .writeValueAsBytes(Original.document());
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text)))
                .isEqualTo(ORIGINAL_DIGEST);
    }

    @Test
    void the_served_contract_is_the_contract() {
        assertThat(SERVER.stranger().get("/openapi.json").expect(200).json()).isEqualTo(Operation.DOCUMENT);
    }

    private static String path(Operation operation) {
        return operation.path().replace("{version}", "v1").replaceAll("\\{[a-z_]+}", "987654321");
    }

    private static Set<String> featureClasses() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.opendollr").stream()
                        .filter(type -> type.isAssignableTo(Routes.class))
                        .filter(type -> !type.getPackageName().equals("dev.opendollr.base.http"))
                        .map(JavaClass::getName)
                        .collect(toSet());
    }
}
