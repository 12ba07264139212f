package dev.opendollr.api;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Each rule of the contract broken on its own, for each operation, made from the contract itself.
class InvalidRequestApiTest {
    private static final int OPERATIONS = 59;
    private static final int REQUESTS_MIN = 1_850;
    /// The texts that depend on nothing but the type.
    private static final Map<String, String> MESSAGES = Map.ofEntries(
            Map.entry("missing", "Field required"),
            Map.entry("json_invalid", "JSON decode error"),
            Map.entry("model_attributes_type", "Input should be a valid dictionary or object to extract fields from"),
            Map.entry("string_type", "Input should be a valid string"),
            Map.entry("int_type", "Input should be a valid integer"),
            Map.entry("int_parsing", "Input should be a valid integer, unable to parse string as an integer"),
            Map.entry("int_from_float", "Input should be a valid integer, got a number with a fractional part"),
            Map.entry("float_type", "Input should be a valid number"),
            Map.entry("float_parsing", "Input should be a valid number, unable to parse string as a number"),
            Map.entry("bool_type", "Input should be a valid boolean"),
            Map.entry("bool_parsing", "Input should be a valid boolean, unable to interpret input"),
            Map.entry("datetime_type", "Input should be a valid datetime"),
            Map.entry("literal_error", "Input should be 'v1'"));

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @TestFactory
    Stream<DynamicNode> every_broken_rule_is_answered_with_its_one_error() {
        var sample = Sample.of(SERVER);
        var shop = sample.shop();
        var _ = sample.money();
        var before = Rows.digest(SERVER);
        Stream<DynamicNode> operations = Operation.originals().stream()
                .map(operation -> dynamicContainer(
                        operation.toString(),
                        InvalidRequest.of(operation, sample).stream()
                                .map(request ->
                                        dynamicTest(request.name(), () -> isRefused(shop, operation, request)))));
        return Stream.concat(
                operations,
                Stream.of(dynamicTest(
                        "and nothing was written",
                        () -> assertThat(Rows.digest(SERVER)).isEqualTo(before))));
    }

    private static void isRefused(Client shop, Operation operation, InvalidRequest request) {
        var client = shop;
        for (var header : request.headers().entrySet()) {
            client = client.with(header.getKey(), header.getValue());
        }
        var answer = client.send(operation.method(), request.path(), request.body());
        answer.expect(422);
        assertThat(answer.errors()).containsExactly(request.error());
        var error = answer.json().path("detail").get(0);
        assertThat(error.propertyNames()).containsExactlyInAnyOrder("loc", "msg", "type");
        var type = error.path("type").stringValue();
        assertThat(error.path("msg").stringValue()).isEqualTo(MESSAGES.getOrDefault(type, message(error)));
        if (type.equals("value_error")) {
            assertThat(message(error)).startsWith("Value error, ");
        }
    }

    private static String message(JsonNode error) {
        return error.path("msg").stringValue();
    }

    /// So that a refusal above is known to come from the one thing that is wrong.
    @TestFactory
    Stream<DynamicTest> the_same_request_without_the_mistake_is_accepted() {
        return Operation.originals().stream()
                .map(operation -> dynamicTest(operation.toString(), () -> {
                    var sample = Sample.of(SERVER);
                    var answer = sample.shop().send(operation.method(), sample.path(operation), sample.body(operation));
                    answer.expect(200);
                    if (operation.path().matches(".*/(executions|status)/(collection|payout|transfer|refund).*")) {
                        assertThat(answer.text("status")).as(answer.body()).isEqualTo("COMPLETED");
                    }
                }));
    }

    @Test
    void no_parameter_and_no_field_of_the_contract_is_left_out() {
        var sample = Sample.of(SERVER);
        int requests = 0;
        for (var operation : Operation.originals()) {
            var invalid = InvalidRequest.of(operation, sample);
            requests += invalid.size();
            assertThat(invalid.stream().map(InvalidRequest::subject).collect(toSet()))
                    .as(operation.toString())
                    .containsAll(subjects(operation));
            assertThat(invalid.stream().map(InvalidRequest::name)).doesNotHaveDuplicates();
        }
        assertThat(Operation.originals()).hasSize(OPERATIONS);
        assertThat(requests).isGreaterThanOrEqualTo(REQUESTS_MIN);
    }

    /// All but ids and numbers in paths: a wrong one of those names nothing, which is another answer.
    private static List<String> subjects(Operation operation) {
        List<String> subjects = new ArrayList<>(List.of("version"));
        Stream.of("query", "header")
                .flatMap(place -> operation.parameters(place).stream())
                .forEach(parameter -> subjects.add(parameter.path("name").stringValue()));
        if (operation.bodySchema().isPresent()) {
            subjects.add("body");
        }
        operation.fields().forEach(field -> subjects.add(field.dotted()));
        return subjects;
    }

    @TestFactory
    Stream<DynamicTest> all_missing_fields_are_reported_at_once_in_the_order_of_the_schema() {
        var sample = Sample.of(SERVER);
        return Operation.originals().stream()
                .filter(operation -> operation.bodySchema().stream().anyMatch(schema -> schema.has("required")))
                .map(operation -> dynamicTest(operation.toString(), () -> {
                    var required = operation.bodySchema().orElseThrow().path("required");
                    List<String> errors = new ArrayList<>();
                    required.forEach(field -> errors.add("body." + field.stringValue() + " missing"));
                    var answer = sample.shop().send(operation.method(), sample.path(operation), "{}");
                    assertThat(answer.expect(422).errors()).containsExactlyElementsOf(errors);
                }));
    }

    @Test
    void what_is_missing_inside_objects_is_reported_in_the_order_of_the_schema() {
        var shop = SERVER.newMerchant();
        assertThat(shop.post("/v1/executions/payout", "{\"passcode\": {\"token\": {}, \"device\": {}}}")
                        .expect(422)
                        .errors())
                .containsExactly(
                        "body.session_id missing",
                        "body.payout_account_id missing",
                        "body.reference_id missing",
                        "body.passcode.token.code missing",
                        "body.passcode.token.phone value_error",
                        "body.passcode.device.name missing",
                        "body.passcode.device.type missing",
                        "body.passcode.device.platform missing",
                        "body.passcode.device.user_agent missing",
                        "body.passcode.device.client_ip missing");
        assertThat(shop.post("/v1/checkouts/create", """
            {"mode": "HOSTED", "source_kind": "ORDER", "party_phone": "231771234567", "currency": "USD",
             "items": [{"name": "Rice", "currency": "USD", "amount": 1}, {}, 5]}\
            """).expect(422).errors())
                .containsExactly(
                        "body.items.2 model_attributes_type",
                        "body.items.1.name missing",
                        "body.items.1.currency missing",
                        "body.items.1.amount missing");
    }

    @Test
    void path_comes_before_query_and_header_and_body() {
        var shop = SERVER.newMerchant().with("Idempotency-Key", "x".repeat(256));
        assertThat(shop.post("/v0/orders/create", """
            {"as_payment_link": 7, "fee_bearer": "NOBODY", "note": null, "currency": "dollars", "reference_id": 1}\
            """).expect(422).errors())
                .containsExactly(
                        "path.version literal_error",
                        "header.idempotency-key string_too_long",
                        "body.counterparty_id missing",
                        "body.currency string_too_long",
                        "body.note string_type",
                        "body.fee_bearer enum",
                        "body.as_payment_link bool_parsing",
                        "body.reference_id string_type");
        assertThat(shop.get("/v0/merchants/merchant-info?merchant_type=SHOP")
                        .expect(422)
                        .errors())
                .containsExactly("path.version literal_error", "query.merchant_id missing", "query.merchant_type enum");
    }

    @Test
    void messages_name_the_rule_that_was_broken() {
        var shop = SERVER.newMerchant();
        assertThat(messages(shop.post("/v1/orders/create", """
            {"counterparty_id": 1, "currency": "US", "note": "", "fee_bearer": "payer", "as_payment_link": true}\
            """)))
                .containsExactly("String should have at least 3 characters", "Input should be 'PAYER' or 'PAYEE'");
        assertThat(messages(shop.post("/v1/orders/1/items/add", """
            {"name": "Rice", "currency": "usd", "qty": 0, "amount": 0}\
            """)))
                .containsExactly(
                        "String should match pattern '^[A-Z]{3}$'",
                        "Input should be greater than or equal to 1", "Input should be greater than or equal to 0.01");
        assertThat(messages(shop.post("/v1/parties/create", "{\"fullname\": \"x\", \"phone\": \"+231771234567\"}")))
                .containsExactly("String should match pattern '^[1-9]\\d{7,14}$'");
        assertThat(messages(shop.get("/v1/status/source?source_id=1&source_type=x")))
                .containsExactly("Input should be 'INVOICE', 'ORDER' or 'SUBSCRIPTION'");
        assertThat(messages(shop.get("/v1/orders/list?limit=1001&after=-1")))
                .containsExactly(
                        "Input should be less than or equal to 1000", "Input should be greater than or equal to 0");
    }

    private static List<String> messages(Answer answer) {
        List<String> messages = new ArrayList<>();
        answer.expect(422).json().path("detail").forEach(error -> messages.add(message(error)));
        return messages;
    }
}
