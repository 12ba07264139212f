package dev.opendollr.api;

import dev.opendollr.api.SampleMoney.Document;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Kind;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.TestServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// A valid value for every parameter and every field of the operations: what one merchant has. Payments, which take
/// many requests, are made when they are first asked for.
record Sample(
        Client shop,
        long merchant,
        String clientId,
        String clientSecret,
        long party,
        long counterparty,
        Document order,
        long item,
        Document invoice,
        long invoiceItem,
        Supplier<SampleMoney> payments) {
    private static final JsonMapper JSON = JsonMapper.shared();
    /// Of an execution that no merchant of a sample has asked for.
    static final String UNUSED_REFERENCE = "550e8400-e29b-41d4-a716-446655440000";

    /// A new merchant who may do everything and has a draft of each kind with one item, their counterparty and a party.
    static Sample of(TestServer server) {
        var registered = server.register();
        var shop = server.client(registered.credential());
        var party = Payments.party(shop, "231771234567");
        var counterparty = shop.post("/v1/counterparties/create", """
            {"relationship_type": "CUSTOMER", "party_id": %d}\
            """.formatted(party))
                .expect(200)
                .id();
        long order = Kind.ORDER.create(shop, counterparty);
        long invoice = Kind.INVOICE.create(shop, counterparty);
        return new Sample(
                shop,
                registered.merchant().id().value(),
                registered.credential().clientId(),
                registered.credential().secret().plain(),
                party,
                counterparty,
                Document.of(shop, Kind.ORDER, order),
                item(shop, Kind.ORDER, order),
                Document.of(shop, Kind.INVOICE, invoice),
                item(shop, Kind.INVOICE, invoice),
                new Lazy<>(() -> SampleMoney.of(server, registered, shop)));
    }

    private static long item(Client shop, Kind kind, long source) {
        return shop.post(kind.path() + "/" + source + "/items/add", Orders.item("USD", 1, "5"))
                .expect(200)
                .id();
    }

    SampleMoney money() {
        return payments.get();
    }

    /// The same merchant, asking for what there is nowhere.
    Sample withUnknownIds() {
        long unknown = 987_654_321_987L;
        var noOrder = new Document(unknown, "ORD-2000-99999");
        var noInvoice = new Document(unknown, "INV-2000-99999");
        return new Sample(
                shop,
                unknown,
                clientId,
                clientSecret,
                unknown,
                unknown,
                noOrder,
                unknown,
                noInvoice,
                unknown,
                () -> SampleMoney.unknown(unknown, noOrder, noInvoice, UNUSED_REFERENCE));
    }

    /// The same caller, taking orders for invoices and invoices for orders.
    Sample withKindsSwapped() {
        return new Sample(
                shop,
                merchant,
                clientId,
                clientSecret,
                party,
                counterparty,
                invoice,
                invoiceItem,
                order,
                item,
                () -> money().withKindsSwapped());
    }

    /// The same caller, asking for what belongs to `other`.
    Sample withIdsOf(Sample other) {
        return new Sample(
                shop,
                other.merchant,
                clientId,
                clientSecret,
                other.party,
                other.counterparty,
                other.order,
                other.item,
                other.invoice,
                other.invoiceItem,
                other.payments);
    }

    /// The path with its ids and with the query parameters that must be there.
    String path(Operation operation) {
        return path(operation, name -> value(operation, name));
    }

    static String path(Operation operation, Function<String, Object> values) {
        var path = operation.path();
        for (var parameter : operation.parameters("path")) {
            var name = parameter.path("name").stringValue();
            path = path.replace("{" + name + "}", values.apply(name).toString());
        }
        List<String> query = new ArrayList<>();
        for (var parameter : operation.parameters("query")) {
            if (parameter.path("required").asBoolean(false)) {
                var name = parameter.path("name").stringValue();
                query.add(name + "=" + values.apply(name));
            }
        }
        return path + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    /// A body with every field there is, optional ones too; empty for an operation without one.
    String body(Operation operation) {
        return body(operation, name -> value(operation, name));
    }

    static String body(Operation operation, Function<String, Object> values) {
        return operation
                .bodySchema()
                .map(schema -> JSON.writeValueAsString(object(schema, values)))
                .orElse("");
    }

    ObjectNode object(Operation operation) {
        return object(operation.bodySchema().orElseThrow(), name -> value(operation, name));
    }

    private static ObjectNode object(JsonNode schema, Function<String, Object> values) {
        var object = JSON.createObjectNode();
        for (var property : schema.path("properties").properties()) {
            var member = Operation.resolved(property.getValue());
            if (member.has("properties")) {
                object.set(property.getKey(), object(member, values));
            } else if (member.has("items")) {
                object.putArray(property.getKey()).add(object(Operation.resolved(member.path("items")), values));
            } else {
                object.set(property.getKey(), JSON.valueToTree(values.apply(property.getKey())));
            }
        }
        return object;
    }

    Object value(Operation operation, String name) {
        var path = operation.path();
        return switch (name) {
            case "version" -> "v1";
            case "id" -> path.contains("/attempts/") ? attempt() : (Object) idOf(operation);
            case "token" -> link(operation);
            case "secret" -> "pi_of_nobody";
            case "order_id" -> order.id();
            case "invoice_id" -> invoice.id();
            case "source_id" ->
                path.contains("/status/") ? order.id() : money().activeOrder().id();
            case "order_number" ->
                path.contains("/receipt/") ? money().paidOrder().number() : order.number();
            case "invoice_number" ->
                path.contains("/receipt/") ? money().paidInvoice().number() : invoice.number();
            case "source_number" -> linked(operation).number();
            case "source_type" -> "ORDER";
            case "merchant_id", "owner_id" -> merchant;
            case "merchant_type", "owner_type" -> "ORGANIZATION";
            case "client_id" -> clientId;
            case "client_secret" -> clientSecret;
            case "party_id" -> party;
            case "counterparty_id" -> counterparty;
            case "to_counterparty_id" -> money().receiver();
            case "from_wallet_id" -> money().wallet();
            case "original_payment_intent_id" -> money().paymentIntent();
            case "session_id" -> sessionOf(operation);
            case "payment_account_id" -> Long.toString(money().payer());
            case "payout_account_id" ->
                path.contains("/executions/") ? Long.toString(money().recipient()) : (Object) money().recipient();
            case "reference_id" ->
                path.contains("/status/")
                        ? money().reference(movement(operation).orElseThrow())
                        : UNUSED_REFERENCE;
            case "phone" -> path.contains("/executions/") ? SampleMoney.PASSCODE_PHONE : "231771234567";
            case "code" -> path.contains("/attempts/") ? "DECLINED" : SampleMoney.PASSCODE;
            case "user_id" -> SampleMoney.PASSCODE_USER;
            default -> plain(operation, name);
        };
    }

    /// What is the same for every merchant.
    private static Object plain(Operation operation, String name) {
        return switch (name) {
            case "relationship_type", "party_relationship" -> "FAMILY";
            case "mode" -> "HOSTED";
            case "source_kind" -> "INVOICE";
            case "due_date", "expires_at" -> "2099-12-31T12:00:00Z";
            case "success_url", "cancel_url" -> "http://localhost:3000/" + name;
            case "fee_bearer" -> "PAYEE";
            case "currency", "base_currency" -> "USD";
            case "target_currency" -> "LRD";
            case "base_amount" -> 12.5;
            case "payment_method", "method" -> "MTN_MOMO_LBR";
            case "provider" -> "PAWAPAY";
            case "operation_type" -> "COLLECTION";
            case "fee_tier_name" -> "STANDARD";
            case "payment_method_id" -> "pm_card_visa";
            case "party_phone", "insensitive_account_number" -> "231771234567";
            case "client_ip" -> "127.0.0.1";
            case "as_payment_link" -> false;
            case "qty" -> 3;
            case "amount" -> 1.5;
            case "fullname", "name", "note", "email", "country_code", "account_name", "party_name", "party_email" ->
                "text of " + name;
            case "reason", "type", "platform", "user_agent", "message" -> "text of " + name;
            case "kind" -> "REJECTS";
            case "asset" -> "page.css";
            case "seconds" -> 60;
            case "forward_seconds" -> 1;
            // The clock is moved by a length or to a time, not by both.
            case "to" -> NullNode.instance;
            default -> throw new IllegalArgumentException("no sample value for " + name + " of " + operation);
        };
    }

    private long idOf(Operation operation) {
        var path = operation.path();
        if (path.contains("/receipt/")) {
            return path.contains("/invoices/")
                    ? money().paidInvoice().id()
                    : money().paidOrder().id();
        }
        if (path.contains("/invoices/")) {
            return path.contains("/items/") ? invoiceItem : invoice.id();
        }
        if (path.contains("/items/")) {
            return item;
        }
        if (path.contains("/parties/")) {
            return party;
        }
        if (path.contains("/wallets/")) {
            return money().wallet();
        }
        return path.contains("/counterparties/") ? counterparty : order.id();
    }

    /// An attempt that waits for a call to end it, by a method that is never out of order in tests of all operations.
    private String attempt() {
        var open = shop.get("/sandbox/attempts").expect(200).json();
        if (open.isEmpty()) {
            var waiting = Payments.account(shop, "COLLECTION", "ORANGE_MONEY_LBR", Payments.STAYS_IN_FLIGHT);
            var _ = Payments.collectOrder(shop, Kind.ORDER.createActive(shop, counterparty), waiting);
            open = shop.get("/sandbox/attempts").expect(200).json();
        }
        return open.path(0).path("id").stringValue();
    }

    /// The last part of the address that a payer is given.
    private String link(Operation operation) {
        var what = operation.path().contains("/receipt") ? "receipt" : "pay";
        var url = shop.get("/v1/links/" + what + "?source_type=ORDER&source_number="
                        + linked(operation).number())
                .expect(200)
                .text("url");
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private Document linked(Operation operation) {
        return operation.path().contains("/receipt") ? money().paidOrder() : money().activeOrder();
    }

    /// Text in executions, a number for realtime keys.
    private Object sessionOf(Operation operation) {
        return movement(operation)
                .filter(_ -> operation.path().contains("/executions/"))
                .<Object>map(movement -> Long.toString(money().session(movement)))
                .orElseGet(() -> money().session(OperationType.COLLECTION));
    }

    /// The movement of money that an operation begins or follows.
    private static Optional<OperationType> movement(Operation operation) {
        return Arrays.stream(OperationType.values())
                .filter(movement -> operation
                        .path()
                        .matches(".*/(executions|status)/" + movement.name().toLowerCase(Locale.ROOT) + "(/.*)?"))
                .findFirst();
    }

    /// For a test's log: without the secret.
    @Override
    public String toString() {
        return "Sample[" + Map.of("merchant", merchant, "order", order, "item", item) + "]";
    }

    /// A value that is made when it is first asked for.
    private static final class Lazy<T> implements Supplier<T> {
        private final Supplier<T> source;
        private Optional<T> value = Optional.empty();

        Lazy(Supplier<T> source) {
            this.source = source;
        }

        @Override
        public T get() {
            if (value.isEmpty()) {
                value = Optional.of(source.get());
            }
            return value.get();
        }
    }
}
