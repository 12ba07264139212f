package dev.opendollr.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.opendollr.base.http.Contract;
import dev.opendollr.testing.Answer;
import dev.opendollr.testing.TestServer;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A reader presses the button under an example and changes nothing. What comes back is an answer, or says that nobody
/// has made the thing yet that an id names.
class ExamplesApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final JsonNode DERIVED = Contract.load().derived("").document();
    /// What names a thing that is there or not.
    private static final Set<String> NAMES = Set.of(
            "counterparty_id",
            "from_wallet_id",
            "id",
            "invoice_id",
            "invoice_number",
            "merchant_id",
            "order_id",
            "order_number",
            "original_payment_intent_id",
            "owner_id",
            "party_id",
            "payment_account_id",
            "payout_account_id",
            "reference_id",
            "session_id",
            "source_id",
            "source_number",
            "to_counterparty_id",
            "token");
    /// In a body it names what is about to be.
    private static final Set<String> GIVEN_BY_CALLERS = Set.of("reference_id");

    private static final String OUTAGE = """
        {"payment_method": "MTN_MOMO_LBR", "kind": "REJECTS", "seconds": 60}\
        """;

    /// An operation of the derived contract.
    private record Shown(String method, String path, JsonNode said) {
        static Shown of(Operation operation) {
            var path = operation.path().replace("{version}", "v1");
            var said = DERIVED.path("paths").path(path).path(operation.method().toLowerCase(Locale.ROOT));
            return new Shown(operation.method(), path, said);
        }

        List<JsonNode> parameters(String place) {
            return said.path("parameters")
                    .valueStream()
                    .map(Shown::resolved)
                    .filter(parameter -> parameter.path("in").stringValue().equals(place))
                    .toList();
        }

        private static JsonNode resolved(JsonNode node) {
            return node.has("$ref") ? DERIVED.at(node.path("$ref").stringValue().substring(1)) : node;
        }

        /// The example of the body, when there is a body.
        Optional<JsonNode> body() {
            var media = said.path("requestBody").path("content").path("application/json");
            if (media.isMissingNode()) {
                return Optional.empty();
            }
            assertThat(media.path("example").isObject())
                    .as("%s has an example", this)
                    .isTrue();
            return Optional.of(media.path("example"));
        }

        /// With every parameter that has an example, and none left out that must be there.
        String filled(Function<String, Optional<Object>> others) {
            var filled = path;
            for (var parameter : parameters("path")) {
                var name = parameter.path("name").stringValue();
                filled = filled.replace("{" + name + "}", value(parameter, others));
            }
            List<String> query = new ArrayList<>();
            for (var parameter : parameters("query")) {
                if (parameter.path("required").asBoolean(false) || parameter.has("example")) {
                    query.add(parameter.path("name").stringValue() + "=" + value(parameter, others));
                }
            }
            return query.isEmpty() ? filled : filled + "?" + String.join("&", query);
        }

        private String value(JsonNode parameter, Function<String, Optional<Object>> others) {
            var name = parameter.path("name").stringValue();
            assertThat(parameter.has("example"))
                    .as("%s has an example of %s", this, name)
                    .isTrue();
            var value =
                    others.apply(name).orElseGet(() -> parameter.path("example").asString());
            return URLEncoder.encode(value.toString(), UTF_8).replace("+", "%20");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static Stream<Operation> shownOperations() {
        return Operation.all().stream().filter(operation -> !operation.isOfPages());
    }

    @TestFactory
    Stream<DynamicTest> each_example_as_it_stands_is_refused_only_for_what_nobody_has_made() {
        var demo = SERVER.demo();
        return shownOperations()
                .map(operation -> dynamicTest(operation.toString(), () -> {
                    var shown = Shown.of(operation);
                    var body = shown.body().map(ExamplesApiTest::withCredentials);
                    var answer = demo.send(
                            shown.method(),
                            shown.filled(_ -> Optional.empty()),
                            body.map(JsonNode::toString).orElse(""));
                    assertThat(isAccepted(answer))
                            .as(answer.status() + " " + answer.body())
                            .isTrue();
                }));
    }

    /// The one thing that no example can know: it stands on the terminal of whoever started the server.
    private static JsonNode withCredentials(JsonNode example) {
        if (!example.has("client_secret")) {
            return example;
        }
        var demo = SERVER.demoMerchant();
        return JsonMapper.shared()
                .createObjectNode()
                .put("client_id", demo.clientId())
                .put("client_secret", demo.clientSecret());
    }

    private static boolean isAccepted(Answer answer) {
        return answer.status() == 200
                || answer.status() == 404
                || (answer.status() == 422 && answer.errors().stream().allMatch(ExamplesApiTest::namesNothing));
    }

    /// `error` is such as `body.source_id value_error`.
    private static boolean namesNothing(String error) {
        var location = error.split(" ", 2)[0];
        var name = location.substring(location.lastIndexOf('.') + 1);
        return error.endsWith(" value_error") && NAMES.contains(name) && !GIVEN_BY_CALLERS.contains(name);
    }

    /// So that a 404 above hides nothing else that is wrong with an example.
    @TestFactory
    Stream<DynamicTest> each_example_succeeds_once_its_ids_name_what_is_there() {
        return shownOperations()
                .map(operation -> dynamicTest(operation.toString(), () -> {
                    var shown = Shown.of(operation);
                    var sample = Sample.of(SERVER);
                    if (shown.toString().equals("DELETE /sandbox/outages/{payment_method}")) {
                        sample.shop().post("/sandbox/outages", OUTAGE).expect(200);
                    }
                    Function<String, Optional<Object>> ids = name ->
                            NAMES.contains(name) ? Optional.of(sample.value(operation, name)) : Optional.empty();
                    var body = shown.body().map(example -> named(withCredentials(example), ids));
                    sample.shop()
                            .send(
                                    shown.method(),
                                    shown.filled(ids),
                                    body.map(JsonNode::toString).orElse(""))
                            .expect(200);
                }));
    }

    private static JsonNode named(JsonNode example, Function<String, Optional<Object>> ids) {
        var copy = (ObjectNode) example.deepCopy();
        for (var name : example.propertyNames()) {
            if (!GIVEN_BY_CALLERS.contains(name)) {
                ids.apply(name)
                        .ifPresent(id -> copy.set(name, JsonMapper.shared().valueToTree(id)));
            }
        }
        return copy;
    }
}
