package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.opendollr.base.http.Contract;
import dev.opendollr.base.identity.MerchantType;
import dev.opendollr.base.money.Currencies;
import dev.opendollr.base.money.FeeBearer;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.money.Provider;
import dev.opendollr.checkout.CheckoutMode;
import dev.opendollr.execution.ExecutionStatus;
import dev.opendollr.feed.ChangedKind;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.ledger.LedgerAccount;
import dev.opendollr.ledger.Movement;
import dev.opendollr.ledger.WalletStatus;
import dev.opendollr.party.RelationshipType;
import dev.opendollr.session.Session;
import dev.opendollr.source.HistoryEntry;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.SourceStatus;
import dev.opendollr.testing.Answer;
import dev.opendollr.testing.TestServer;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The derived contract says of each member which values it can have, when only some are possible: what the server
/// accepts, neither more nor less, and all that it can answer.
class ValueSetsApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final JsonNode DERIVED = Contract.load().derived("").document();
    /// No value anywhere. It has the form of a currency, so that a currency is refused for what it is.
    private static final String NO_VALUE = "ZZZ";

    private static final Pattern ALTERNATIVE = Pattern.compile("'([A-Z_]+)'");
    private static final Pattern OFFERED = Pattern.compile("\\b[A-Z]{3}\\b");
    /// What is a value of the set and refused for what it is: no operator stands behind a wallet.
    private static final Map<String, String> REFUSED = Map.of("POST /sandbox/outages body.payment_method", "WALLET");
    /// Refused for what stands elsewhere in the request, without the set being said.
    private static final Set<String> AS_ELSEWHERE = Set.of("POST /{version}/checkouts/create body.items.0.currency");

    /// What the server says of a value that is none: the values that there are.
    private static Optional<Set<String>> valuesSaid(Answer answer, String location) {
        for (var error : answer.json().path("detail")) {
            var place = error.path("loc").valueStream().map(JsonNode::asString).collect(Collectors.joining("."));
            var message = error.path("msg").asString("");
            if (place.equals(location) && error.path("type").asString("").equals("enum")) {
                return Optional.of(found(ALTERNATIVE, message, 1));
            }
            if (place.equals(location) && message.endsWith(Currencies.NOT_OFFERED)) {
                return Optional.of(found(OFFERED, message, 0));
            }
        }
        return Optional.empty();
    }

    private static Set<String> found(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<Set<String>> valuesOf(JsonNode schema) {
        if (!schema.has("enum")) {
            return Optional.empty();
        }
        return Optional.of(schema.path("enum")
                .valueStream()
                .filter(value -> !value.isNull())
                .map(JsonNode::stringValue)
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @TestFactory
    Stream<DynamicTest> what_may_be_sent_is_what_the_server_accepts() {
        var sample = Sample.of(SERVER);
        var _ = sample.money();
        return Operation.all().stream()
                .filter(operation -> !operation.isOfPages())
                .flatMap(operation -> Stream.concat(
                        operation.fields().stream()
                                .filter(field -> !field.schema().has("properties")
                                        && !field.schema().has("items"))
                                .map(field -> member(sample, operation, field)),
                        operation.parameters("query").stream()
                                .map(parameter -> query(
                                        sample,
                                        operation,
                                        parameter.path("name").stringValue()))));
    }

    private static DynamicTest member(Sample sample, Operation operation, Operation.Field field) {
        var location = "body." + field.dotted();
        return dynamicTest(operation + " " + location, () -> {
            var body = sample.object(operation);
            set(body, field.location());
            var answer = sample.shop().send(operation.method(), sample.path(operation), body.toString());
            var media = derived(operation).path("requestBody").path("content").path("application/json");
            compare(operation + " " + location, below(media.path("schema"), field.location()), answer, location);
        });
    }

    private static void set(JsonNode node, List<Object> location) {
        var last = location.getLast();
        var parent = node;
        for (var part : location.subList(0, location.size() - 1)) {
            parent = part instanceof Integer place ? parent.path(place) : parent.path(part.toString());
        }
        if (parent instanceof ObjectNode object) {
            object.put(last.toString(), NO_VALUE);
        } else {
            var _ = ((ArrayNode) parent).set((Integer) last, NO_VALUE);
        }
    }

    private static JsonNode below(JsonNode schema, List<Object> location) {
        var below = resolved(schema);
        for (var part : location) {
            below = resolved(
                    part instanceof Integer
                            ? below.path("items")
                            : below.path("properties").path(part.toString()));
        }
        return below;
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DERIVED.at(node.path("$ref").stringValue().substring(1)) : node;
    }

    private static JsonNode derived(Operation operation) {
        return DERIVED.path("paths")
                .path(operation.path().replace("{version}", "v1"))
                .path(operation.method().toLowerCase(Locale.ROOT));
    }

    private static DynamicTest query(Sample sample, Operation operation, String name) {
        var location = "query." + name;
        return dynamicTest(operation + " " + location, () -> {
            var plain = sample.path(operation);
            var path = plain + (plain.contains("?") ? "&" : "?") + name + "=" + NO_VALUE;
            var body = operation.bodySchema().isPresent() ? sample.body(operation) : "";
            var answer = sample.shop().send(operation.method(), path, body);
            var schema = derived(operation)
                    .path("parameters")
                    .valueStream()
                    .map(ValueSetsApiTest::resolved)
                    .filter(parameter -> parameter.path("name").stringValue().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .path("schema");
            compare(operation + " " + location, schema, answer, location);
        });
    }

    private static void compare(String subject, JsonNode schema, Answer answer, String location) {
        if (AS_ELSEWHERE.contains(subject)) {
            assertThat(answer.expect(422).errors()).containsExactly(location + " value_error");
            assertThat(valuesOf(schema)).contains(currencies());
            return;
        }
        var said = valuesSaid(answer, location).map(values -> {
            values.remove(REFUSED.getOrDefault(subject, ""));
            return values;
        });
        assertThat(valuesOf(schema)).as(answer.body()).isEqualTo(said);
    }

    private static Set<String> currencies() {
        return Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .filter(code -> Currencies.offered(code).isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(Class<?> constants) {
        return Arrays.stream(constants.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// What the server writes, by member, or by schema and member.
    private static Map<String, Set<String>> answered() {
        Map<String, Set<String>> sets = new HashMap<>();
        sets.put("relationship_type", names(RelationshipType.class));
        sets.put("fee_bearer", names(FeeBearer.class));
        sets.put("operation_type", names(OperationType.class));
        sets.put("mode", names(CheckoutMode.class));
        sets.put("source_type", names(SourceKind.class));
        sets.put("movement", names(Movement.Kind.class));
        sets.put("counter_account", names(LedgerAccount.class));
        put(sets, names(PaymentMethod.class), "payment_method", "method");
        put(sets, names(Provider.class), "provider", "payment_provider", "gateway_provider");
        put(sets, names(MerchantType.class), "owner_type", "owner_party_type", "MerchantInfoResponse.type");
        put(sets, names(SourceStatus.class), "source_status", "from_status", "to_status");
        for (var kind : List.of("Order", "Invoice")) {
            put(sets, names(SourceStatus.class), kind + "Response.status", kind + "DetailResponse.status");
            sets.put(kind + "ReceiptResponse.status", names(SourceStatus.class));
        }
        sets.put("PaymentSourceStatusResponse.status", names(SourceStatus.class));
        put(sets, names(ExecutionStatus.class), "ExecutionResponse.status", "SourcePaymentResponse.status");
        for (var session : List.of("Checkout", "Payout", "Transfer", "Refund")) {
            sets.put(session + "SessionResponse.status", names(Session.Status.class));
        }
        sets.put("WalletResponse.status", names(WalletStatus.class));
        sets.put("SourceEventResponse.type", names(HistoryEntry.EventType.class));
        sets.put("EventResponse.kind", names(ChangedKind.class));
        sets.put("EventResponse.type", eventTypes());
        sets.put("SandboxAttemptResponse.kind", names(Attempt.Kind.class));
        sets.put("SandboxAttemptResponse.status", hidden("gateway.sandbox.SandboxAttempt$State"));
        sets.put("SandboxOutageResponse.kind", hidden("gateway.sandbox.Outage$Kind"));
        put(sets, currencies(), "currency", "currencies", "payer_currency", "payee_currency", "platform_currency");
        put(sets, currencies(), "gateway_currency", "fixed_fee_currency", "fx_currency_from", "fx_currency_to");
        return sets;
    }

    private static void put(Map<String, Set<String>> sets, Set<String> values, String... members) {
        for (var member : members) {
            sets.put(member, values);
        }
    }

    /// Sources and executions tell the same feed.
    private static Set<String> eventTypes() {
        var types = names(HistoryEntry.EventType.class);
        types.addAll(hidden("execution.ExecutionEventType"));
        return types;
    }

    /// Constants that only their package sees.
    private static Set<String> hidden(String name) {
        try {
            return names(Class.forName("dev.opendollr." + name));
        } catch (ClassNotFoundException gone) {
            throw new AssertionError(gone);
        }
    }

    @Test
    void what_may_be_answered_is_all_that_the_server_can_write() {
        var sets = answered();
        Set<String> met = new HashSet<>();
        for (var schema : answers()) {
            var members =
                    DERIVED.path("components").path("schemas").path(schema).path("properties");
            for (var member : members.properties()) {
                var own = schema + "." + member.getKey();
                var name = sets.containsKey(own) ? own : member.getKey();
                var said = member.getValue().has("items") ? member.getValue().path("items") : member.getValue();
                assertThat(valuesOf(resolved(said))).as(own).isEqualTo(Optional.ofNullable(sets.get(name)));
                met.add(name);
            }
        }
        assertThat(met).as("each set is used").containsAll(sets.keySet());
    }

    /// The names of all schemas that answers of success are made of.
    private static Set<String> answers() {
        Set<String> names = new TreeSet<>();
        DERIVED.path("paths")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .forEach(operation -> collect(operation.path("responses").path("200"), names));
        return names;
    }

    private static void collect(JsonNode node, Set<String> names) {
        var reference = node.path("$ref").asString("");
        if (!reference.isEmpty() && names.add(reference.substring(reference.lastIndexOf('/') + 1))) {
            collect(DERIVED.at(reference.substring(1)), names);
        }
        node.forEach(inner -> collect(inner, names));
    }
}
