package dev.opendollr.api;

import dev.opendollr.merchant.Merchants.Registered;
import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Kind;
import dev.opendollr.testing.Orders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A valid value for every parameter and every field of the operations of this version: what one merchant has.
record Sample(
        long merchant,
        String clientId,
        String clientSecret,
        long party,
        long counterparty,
        long order,
        String orderNumber,
        long item,
        long invoice,
        String invoiceNumber,
        long invoiceItem) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// Creates a draft of each kind with one item, their counterparty and a party, with `shop`, a client of
    /// `registered`.
    static Sample of(Registered registered, Client shop) {
        var party = shop.post("/v1/parties/create", """
            {"fullname": "Ma Hawa", "phone": "231771234567"}\
            """).expect(200);
        var counterparty = shop.post("/v1/counterparties/create", """
            {"relationship_type": "CUSTOMER", "party_id": %d}\
            """.formatted(party.id()))
                .expect(200);
        var order = draft(shop, Kind.ORDER, counterparty.id());
        var invoice = draft(shop, Kind.INVOICE, counterparty.id());
        return new Sample(
                registered.merchant().id().value(),
                registered.credential().clientId(),
                registered.credential().secret().plain(),
                party.id(),
                counterparty.id(),
                order.id(),
                order.text("order_number"),
                item(shop, Kind.ORDER, order.id()),
                invoice.id(),
                invoice.text("invoice_number"),
                item(shop, Kind.INVOICE, invoice.id()));
    }

    private static Answer draft(Client shop, Kind kind, long counterparty) {
        return shop.post(kind.path() + "/create", Orders.draft(counterparty, "USD"))
                .expect(200);
    }

    private static long item(Client shop, Kind kind, long source) {
        return shop.post(kind.path() + "/" + source + "/items/add", Orders.item("USD", 1, "5"))
                .expect(200)
                .id();
    }

    /// The same merchant, asking for what there is nowhere.
    Sample withUnknownIds() {
        long unknown = 987_654_321_987L;
        return new Sample(
                unknown,
                clientId,
                clientSecret,
                unknown,
                unknown,
                unknown,
                "ORD-2000-99999",
                unknown,
                unknown,
                "INV-2000-99999",
                unknown);
    }

    /// The same caller, taking orders for invoices and invoices for orders.
    Sample withKindsSwapped() {
        return new Sample(
                merchant,
                clientId,
                clientSecret,
                party,
                counterparty,
                invoice,
                invoiceNumber,
                invoiceItem,
                order,
                orderNumber,
                item);
    }

    /// The same caller, asking for what belongs to `other`.
    Sample withIdsOf(Sample other) {
        return new Sample(
                other.merchant,
                clientId,
                clientSecret,
                other.party,
                other.counterparty,
                other.order,
                other.orderNumber,
                other.item,
                other.invoice,
                other.invoiceNumber,
                other.invoiceItem);
    }

    /// The path with its ids and with the query parameters that must be there.
    String path(Operation operation) {
        List<String> query = new ArrayList<>();
        for (var parameter : operation.parameters("query")) {
            if (parameter.path("required").asBoolean(false)) {
                var name = parameter.path("name").stringValue();
                query.add(name + "=" + value(operation, name));
            }
        }
        return pathWithoutQuery(operation) + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    String pathWithoutQuery(Operation operation) {
        var path = operation.path();
        for (var parameter : operation.parameters("path")) {
            var name = parameter.path("name").stringValue();
            path = path.replace("{" + name + "}", value(operation, name).toString());
        }
        return path;
    }

    /// A body with every field there is, optional ones too; empty for an operation without one.
    String body(Operation operation) {
        return operation
                .bodySchema()
                .map(schema -> JSON.writeValueAsString(object(operation, schema)))
                .orElse("");
    }

    ObjectNode object(Operation operation, JsonNode schema) {
        var object = JSON.createObjectNode();
        schema.path("properties")
                .propertyNames()
                .forEach(name -> object.set(name, JSON.valueToTree(value(operation, name))));
        return object;
    }

    private Object value(Operation operation, String name) {
        return switch (name) {
            case "version" -> "v1";
            case "id" -> idOf(operation);
            case "order_id", "source_id" -> order;
            case "invoice_id" -> invoice;
            case "order_number", "source_number" -> orderNumber;
            case "invoice_number" -> invoiceNumber;
            case "source_type" -> "ORDER";
            case "merchant_id", "owner_id" -> merchant;
            case "merchant_type", "owner_type" -> "ORGANIZATION";
            case "client_id" -> clientId;
            case "client_secret" -> clientSecret;
            case "party_id" -> party;
            case "counterparty_id" -> counterparty;
            case "relationship_type", "party_relationship" -> "FAMILY";
            case "mode" -> "HOSTED";
            case "source_kind" -> "INVOICE";
            case "items" -> List.of(Map.of("name", "Rice", "currency", "USD", "amount", 1.5));
            case "due_date", "expires_at" -> "2099-12-31T12:00:00Z";
            case "success_url", "cancel_url" -> "http://localhost:3000/" + name;
            case "session_id" -> 1;
            case "reference_id" -> "550e8400-e29b-41d4-a716-446655440000";
            case "fee_bearer" -> "PAYEE";
            case "currency", "base_currency" -> "USD";
            case "target_currency" -> "LRD";
            case "base_amount" -> 12.5;
            case "payment_method", "method" -> "MTN_MOMO_LBR";
            case "provider" -> "PAWAPAY";
            case "operation_type" -> "COLLECTION";
            case "fee_tier_name" -> "STANDARD";
            case "payment_method_id" -> "pm_card_visa";
            case "phone", "party_phone", "insensitive_account_number" -> "231771234567";
            case "as_payment_link" -> false;
            case "qty" -> 3;
            case "amount" -> 1.5;
            case "fullname", "name", "note", "email", "country_code", "account_name", "party_name", "party_email" ->
                "text of " + name;
            default -> throw new IllegalArgumentException("no sample value for " + name + " of " + operation);
        };
    }

    private long idOf(Operation operation) {
        var path = operation.path();
        if (path.contains("/invoices/")) {
            return path.contains("/items/") ? invoiceItem : invoice;
        }
        if (path.contains("/items/")) {
            return item;
        }
        if (path.contains("/parties/")) {
            return party;
        }
        return path.contains("/counterparties/") ? counterparty : order;
    }

    /// For a test's log: without the secret.
    @Override
    public String toString() {
        return "Sample[" + Map.of("merchant", merchant, "order", order, "item", item) + "]";
    }
}
