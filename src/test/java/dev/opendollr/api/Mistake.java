package dev.opendollr.api;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// A value that a field must not have, and the error type that says so. An absent value is an absent field.
record Mistake(String what, Optional<JsonNode> value, String type) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final BigDecimal CENT = new BigDecimal("0.01");
    private static final String TOO_SMALL = "greater_than_equal";
    private static final List<String> RELATIONSHIPS = List.of(
            "CUSTOMER",
            "FRIEND",
            "DONOR",
            "DONEE",
            "FAMILY",
            "EMPLOYEE",
            "SUPPLIER",
            "CONTACT",
            "SERVICE_PROVIDER",
            "PARTNER",
            "BENEFICIARY",
            "SELF");
    /// What the contract types as plain string and the notes to it restrict.
    private static final Map<String, List<String>> VALUE_SETS = Map.of(
            "fee_bearer",
            List.of("PAYER", "PAYEE"),
            "mode",
            List.of("HOSTED", "DIRECT"),
            "source_kind",
            List.of("ORDER", "INVOICE"),
            "source_type",
            List.of("ORDER", "INVOICE"),
            "party_relationship",
            RELATIONSHIPS,
            "provider",
            List.of("MTN_MOMO_LBR", "ORANGE_MONEY_LBR", "PAWAPAY", "STRIPE", "PLATFORM"),
            "method",
            List.of(
                    "MTN_MOMO_LBR",
                    "ORANGE_MONEY_LBR",
                    "AIRTEL_RWA",
                    "MTN_MOMO_RWA",
                    "ORANGE_MONEY_RWA",
                    "CREDIT_CARD",
                    "WALLET"),
            "relationship_type",
            RELATIONSHIPS);

    /// Every way to get the member `name` of a JSON body wrong, where `schema` is all that is said of it.
    static List<Mistake> inBody(String name, JsonNode schema, boolean required) {
        List<Mistake> mistakes = new ArrayList<>();
        var alternatives = alternatives(schema);
        if (required) {
            mistakes.add(new Mistake("missing", Optional.empty(), "missing"));
        }
        if (alternatives.size() == types(schema).size()) {
            mistakes.add(of("null", JSON.nullNode(), nativeType(alternatives)));
        }
        switch (nativeType(alternatives)) {
            case "list_type" -> lists(mistakes);
            case "model_attributes_type" -> objects(mistakes);
            case "string_type" -> {
                // Where it must be there it is the id of a payment, elsewhere a merchant's own words.
                if (name.equals("reference_id") && required) {
                    uuids(mistakes);
                } else {
                    texts(name, alternatives.getFirst(), mistakes);
                }
            }
            case "int_type" -> integers(alternatives.getFirst(), mistakes);
            case "float_type" -> amounts(alternatives, mistakes);
            case "bool_type" -> booleans(mistakes);
            case "datetime_type" -> {
                moments(mistakes);
                if (name.equals("expires_at") && required) {
                    mistakes.add(of("the past", JSON.stringNode("2020-01-01T00:00:00Z"), "value_error"));
                }
            }
            default -> throw new IllegalArgumentException(name + " is " + schema);
        }
        return mistakes;
    }

    /// Every way to get the query parameter `name` wrong: all values are texts there.
    static List<Mistake> inQuery(String name, JsonNode schema, boolean required) {
        List<Mistake> mistakes = new ArrayList<>();
        if (required) {
            mistakes.add(new Mistake("missing", Optional.empty(), "missing"));
        }
        var alternative = alternatives(schema).getFirst();
        if (alternative.path("type").stringValue().equals("integer")) {
            for (var text : List.of("", "abc", "1.5", "1e3", "true", "١")) {
                mistakes.add(of("'" + text + "'", JSON.stringNode(text), "int_parsing"));
            }
            bounds(alternative, mistakes);
            return mistakes;
        }
        if (alternative.path("type").stringValue().equals("number")) {
            for (var text : List.of("", "abc", "NaN", "Infinity", "1,5", "0x10", "true")) {
                mistakes.add(of("'" + text + "'", JSON.stringNode(text), "float_parsing"));
            }
            for (var text : List.of("0", "-5", "-1e-9")) {
                mistakes.add(of("'" + text + "'", JSON.stringNode(text), "greater_than"));
            }
            mistakes.add(of("too large", JSON.stringNode("1e12"), "less_than_equal"));
            return mistakes;
        }
        restricted(name, alternative, mistakes);
        if (!alternative.has("enum") && !VALUE_SETS.containsKey(name)) {
            mistakes.add(of("NUL", JSON.stringNode("a\0b"), "value_error"));
        }
        return mistakes;
    }

    private static Mistake of(String what, JsonNode value, String type) {
        return new Mistake(what, Optional.of(value), type);
    }

    private static List<JsonNode> types(JsonNode schema) {
        return schema.has("anyOf")
                ? StreamSupport.stream(schema.path("anyOf").spliterator(), false)
                        .toList()
                : List.of(schema);
    }

    /// What a value may be, null aside.
    private static List<JsonNode> alternatives(JsonNode schema) {
        return types(schema).stream()
                .filter(type -> !type.path("type").stringValue().equals("null"))
                .toList();
    }

    private static String nativeType(List<JsonNode> alternatives) {
        var types = alternatives.stream()
                .map(type -> type.path("type").stringValue())
                .toList();
        if (types.contains("number")) {
            return "float_type";
        }
        return switch (types.getFirst()) {
            case "integer" -> "int_type";
            case "boolean" -> "bool_type";
            case "array" -> "list_type";
            case "object" -> "model_attributes_type";
            case "string" ->
                alternatives.getFirst().path("format").asString("").equals("date-time")
                        ? "datetime_type"
                        : "string_type";
            default -> types.getFirst() + "_type";
        };
    }

    private static void texts(String name, JsonNode schema, List<Mistake> mistakes) {
        mistakes.add(of("a number", JSON.numberNode(5), "string_type"));
        mistakes.add(of("a boolean", JSON.booleanNode(true), "string_type"));
        mistakes.add(of("a list", JSON.arrayNode().add("text"), "string_type"));
        mistakes.add(of("an object", JSON.objectNode(), "string_type"));
        restricted(name, schema, mistakes);
        if (!VALUE_SETS.containsKey(name)) {
            mistakes.add(of("NUL", JSON.stringNode("a\0b"), "value_error"));
            mistakes.add(of("a lone surrogate", JSON.stringNode("a\ud800b"), "string_unicode"));
        }
        // Where a pattern says more, it is what the caller hears of.
        if (!VALUE_SETS.containsKey(name) && !restrictedByPattern(name, schema)) {
            mistakes.add(of("a direction", JSON.stringNode("a\u202eb"), "value_error"));
        }
        if (name.equals("session_id") || name.endsWith("account_id")) {
            for (var text : List.of("", "abc", "0", "-1", "1.5", " 7", "٧", "99999999999999999999")) {
                mistakes.add(of("no id '" + text + "'", JSON.stringNode(text), "value_error"));
            }
        }
    }

    private static boolean restrictedByPattern(String name, JsonNode schema) {
        return schema.has("enum") || schema.has("pattern") || name.endsWith("currency") || name.endsWith("phone");
    }

    private static void restricted(String name, JsonNode schema, List<Mistake> mistakes) {
        if (schema.has("enum") || VALUE_SETS.containsKey(name)) {
            var first = schema.has("enum")
                    ? schema.path("enum").get(0).stringValue()
                    : VALUE_SETS.getOrDefault(name, List.of()).getFirst();
            for (var text : List.of("", "NO_SUCH_WORD", first.toLowerCase(Locale.ROOT), first + " ")) {
                mistakes.add(of("'" + text + "'", JSON.stringNode(text), "enum"));
            }
        }
        if (schema.has("minLength")) {
            int min = schema.path("minLength").intValue();
            mistakes.add(of("empty", JSON.stringNode(""), "string_too_short"));
            mistakes.add(of("too short", JSON.stringNode("9".repeat(min - 1)), "string_too_short"));
        }
        if (schema.has("maxLength")) {
            int max = schema.path("maxLength").intValue();
            mistakes.add(of("too long", JSON.stringNode("9".repeat(max + 1)), "string_too_long"));
        }
        if (name.endsWith("phone")) {
            for (var text : List.of("+231771234567", "0231771234567", "23177 1234567", "٢٣١٧٧١٢٣٤٥")) {
                mistakes.add(of("'" + text + "'", JSON.stringNode(text), "string_pattern_mismatch"));
            }
        }
        if (name.endsWith("currency")) {
            for (var text : List.of("usd", "U$D", "ÄÖÜ", "US\n")) {
                mistakes.add(of("'" + text.strip() + "'", JSON.stringNode(text), "string_pattern_mismatch"));
            }
            mistakes.add(of("not offered", JSON.stringNode("EUR"), "value_error"));
        }
    }

    private static void integers(JsonNode schema, List<Mistake> mistakes) {
        mistakes.add(of("text", JSON.stringNode("abc"), "int_parsing"));
        mistakes.add(of("empty text", JSON.stringNode(""), "int_parsing"));
        mistakes.add(of("text of a fraction", JSON.stringNode("1.5"), "int_parsing"));
        mistakes.add(of("a fraction", JSON.numberNode(new BigDecimal("1.5")), "int_from_float"));
        mistakes.add(of("a list", JSON.arrayNode(), "int_type"));
        mistakes.add(of("an object", JSON.objectNode(), "int_type"));
        bounds(schema, mistakes);
    }

    private static void bounds(JsonNode schema, List<Mistake> mistakes) {
        if (schema.has("minimum")) {
            long min = schema.path("minimum").longValue();
            mistakes.add(of("too small", JSON.numberNode(min - 1), "greater_than_equal"));
        }
        if (schema.has("maximum")) {
            var max = BigInteger.valueOf(schema.path("maximum").longValue());
            mistakes.add(of("too large", JSON.numberNode(max.add(BigInteger.ONE)), "less_than_equal"));
        }
    }

    private static void amounts(List<JsonNode> alternatives, List<Mistake> mistakes) {
        for (var text : List.of("", "abc", "NaN", "Infinity", "-inf", "1,5", "0x10")) {
            mistakes.add(of("'" + text + "'", JSON.stringNode(text), "float_parsing"));
        }
        mistakes.add(of("a list", JSON.arrayNode(), "float_type"));
        mistakes.add(of("an object", JSON.objectNode(), "float_type"));
        var min = alternatives.getFirst().path("minimum").decimalValue();
        mistakes.add(of("below the minimum", JSON.numberNode(min.subtract(CENT.scaleByPowerOfTen(-2))), TOO_SMALL));
        mistakes.add(of("zero", JSON.numberNode(0), TOO_SMALL));
        mistakes.add(of("negative", JSON.numberNode(-5), TOO_SMALL));
        mistakes.add(of("text of zero", JSON.stringNode("0.00"), TOO_SMALL));
    }

    private static void uuids(List<Mistake> mistakes) {
        mistakes.add(of("a number", JSON.numberNode(5), "string_type"));
        mistakes.add(of("a list", JSON.arrayNode(), "string_type"));
        for (var text : List.of("", "text", "550e8400-e29b-41d4-a716", "550e8400-e29b-41d4-a716-44665544000g")) {
            mistakes.add(of("'" + text + "'", JSON.stringNode(text), "uuid_parsing"));
        }
        mistakes.add(of("version 1", JSON.stringNode("550e8400-e29b-11d4-a716-446655440000"), "uuid_version"));
    }

    private static void lists(List<Mistake> mistakes) {
        mistakes.add(of("text", JSON.stringNode("Rice"), "list_type"));
        mistakes.add(of("a number", JSON.numberNode(5), "list_type"));
        mistakes.add(of("an object", JSON.objectNode(), "list_type"));
        mistakes.add(of("an empty list", JSON.arrayNode(), "value_error"));
    }

    private static void objects(List<Mistake> mistakes) {
        for (var value : List.<JsonNode>of(
                JSON.stringNode("Rice"), JSON.numberNode(5), JSON.booleanNode(true), JSON.arrayNode())) {
            mistakes.add(of("instead " + value, value, "model_attributes_type"));
        }
    }

    private static void booleans(List<Mistake> mistakes) {
        mistakes.add(of("a word", JSON.stringNode("maybe"), "bool_parsing"));
        mistakes.add(of("empty text", JSON.stringNode(""), "bool_parsing"));
        mistakes.add(of("two", JSON.numberNode(2), "bool_parsing"));
        mistakes.add(of("a list", JSON.arrayNode(), "bool_type"));
        mistakes.add(of("an object", JSON.objectNode(), "bool_type"));
    }

    private static void moments(List<Mistake> mistakes) {
        for (var text : List.of("", "tomorrow", "2026-02-30T00:00:00Z", "2026-11-23T04:05:06+99:00", "a\0b")) {
            mistakes.add(of("'" + text + "'", JSON.stringNode(text), "datetime_from_date_parsing"));
        }
        mistakes.add(of("beyond all years", JSON.numberNode(Long.MAX_VALUE), "datetime_from_date_parsing"));
        mistakes.add(of("a boolean", JSON.booleanNode(true), "datetime_type"));
        mistakes.add(of("a list", JSON.arrayNode(), "datetime_type"));
        mistakes.add(of("an object", JSON.objectNode(), "datetime_type"));
    }

    /// The value as a query holds it.
    String text() {
        return value.map(node -> node.isString()
                        ? node.stringValue()
                        : JsonMapper.shared().writeValueAsString(node))
                .orElse("");
    }
}
