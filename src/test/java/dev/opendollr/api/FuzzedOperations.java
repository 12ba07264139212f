package dev.opendollr.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.TestServer;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Calls of the contract's operations, ours too, in which some values are others, missing, doubled, or of another kind.
public final class FuzzedOperations {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "0",
            "-1",
            "1",
            "9223372036854775807",
            "9223372036854775808",
            "1e400",
            "1E-30",
            "NaN",
            "true",
            "null",
            "USD",
            "usd",
            "RWF",
            "ORDER",
            "PAYER",
            "COMPLETED",
            "2027-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "0001-01-01",
            "-1-1-1",
            "231771234789",
            "٢٣١",
            "550e8400-e29b-41d4-a716-446655440000",
            "' or 1=1 --",
            "<b>",
            "\u202E",
            "\u0000",
            "\uD800",
            "é",
            "e\u0301",
            "🎉",
            "4242 4242 4242 4242",
            "javascript:alert(1)",
            "../..",
            "%00",
            "x".repeat(1_001),
            "\n",
            "{}",
            "[]");
    private static final int CHANGES_MAX = 4;
    /// It goes forward only, and what the samples have would be too old after a few large jumps.
    private static final String CLOCK = "POST /sandbox/clock";

    private final List<Operation> operations = Operation.all();
    private final Set<String> reached = new HashSet<>();
    private final List<Sample> samples;

    private FuzzedOperations(List<Sample> samples) {
        this.samples = samples;
    }

    /// With the samples of two merchants, so that one also uses what belongs to the other.
    public static FuzzedOperations of(TestServer server) {
        var samples = List.of(Sample.of(server), Sample.of(server));
        samples.forEach(sample -> {
            var _ = sample.money();
        });
        return new FuzzedOperations(samples);
    }

    /// Makes one call; `seed` decides which, and what is wrong with it. Operations take turns from seed to seed.
    public Answer call(long seed) {
        var random = new Random(seed);
        var operation = operations.get((int) Math.floorMod(seed, (long) operations.size()));
        var own = any(random, samples);
        var used = random.nextInt(5) == 0 ? any(random, samples) : own;
        var rightPath = used.path(operation);
        var path = path(rightPath, random);
        var body = operation.bodySchema().isPresent() ? body(operation, used, random) : "";
        if (withoutQuery(path).equals(withoutQuery(rightPath))) {
            reached.add(operation.toString());
        }
        return headers(own.shop(), random).send(operation.method(), path, body);
    }

    /// The operations that no call was made of.
    public List<String> neverCalled() {
        return operations.stream()
                .map(Operation::toString)
                .filter(operation -> !reached.contains(operation))
                .toList();
    }

    private static String withoutQuery(String path) {
        return path.replaceFirst("\\?.*", "");
    }

    private static Client headers(Client shop, RandomGenerator random) {
        return switch (random.nextInt(12)) {
            case 0 -> shop.with("Idempotency-Key", "key-" + random.nextInt(5));
            case 1 -> shop.with("X-Cancel-Reason", "because");
            case 2 -> shop.with("X-Request-Id", "r".repeat(random.nextInt(1, 100)));
            case 3 -> shop.with("Content-Type", "text/plain");
            case 4 -> shop.with("Authorization", "Bearer none");
            default -> shop;
        };
    }

    /// One part of the path or of the query is another text.
    private static String path(String path, RandomGenerator random) {
        if (random.nextInt(3) > 0) {
            return path;
        }
        int question = path.indexOf('?');
        var text = URLEncoder.encode(wellFormed(any(random, TEXTS)), UTF_8).replace("+", "%20");
        if (question >= 0 && random.nextBoolean()) {
            var parameters =
                    new ArrayList<>(List.of(path.substring(question + 1).split("&")));
            int place = random.nextInt(parameters.size());
            var name = parameters.get(place).replaceFirst("=.*", "");
            parameters.set(place, name + "=" + text);
            if (random.nextInt(4) == 0) {
                parameters.add(name + "=" + text);
            }
            return path.substring(0, question + 1) + String.join("&", parameters);
        }
        var query = question < 0 ? "" : path.substring(question);
        var segments = (question < 0 ? path : path.substring(0, question)).split("/", -1);
        int place = 1 + random.nextInt(segments.length - 1);
        segments[place] = text;
        return String.join("/", segments) + query;
    }

    /// An HTTP client sends no half of a character.
    private static String wellFormed(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }

    private static String body(Operation operation, Sample sample, RandomGenerator random) {
        if (random.nextInt(20) == 0) {
            return any(random, List.of("[]", "null", "{", "\"x\"", "{}", "[".repeat(100), "{\"a\":1e999999999}"));
        }
        var object = sample.object(operation);
        if (operation.toString().equals(CLOCK)) {
            return object.put("forward_seconds", random.nextInt(2)).toString();
        }
        int changes = random.nextInt(CHANGES_MAX);
        for (int change = 0; change < changes; change++) {
            change(object, random);
        }
        return JSON.writeValueAsString(object);
    }

    private static void change(JsonNode node, RandomGenerator random) {
        switch (node) {
            case ObjectNode object -> {
                if (object.isEmpty()) {
                    return;
                }
                Map.Entry<String, JsonNode> member = any(random, List.copyOf(object.properties()));
                if (member.getValue().isContainer() && random.nextBoolean()) {
                    change(member.getValue(), random);
                } else if (random.nextInt(6) == 0) {
                    var _ = object.remove(member.getKey());
                } else {
                    var _ = object.set(member.getKey(), value(member.getValue(), random));
                }
            }
            case ArrayNode list -> {
                if (list.isEmpty() || random.nextInt(4) == 0) {
                    var _ = list.add(value(NODES.nullNode(), random));
                } else {
                    int place = random.nextInt(list.size());
                    if (list.get(place).isContainer() && random.nextBoolean()) {
                        change(list.get(place), random);
                    } else {
                        var _ = list.set(place, value(list.get(place), random));
                    }
                }
            }
            default -> {}
        }
    }

    private static JsonNode value(JsonNode before, RandomGenerator random) {
        return switch (random.nextInt(9)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextLong());
            case 3 -> NODES.numberNode(random.nextInt(-2, 12));
            case 4 -> NODES.numberNode(new BigDecimal(any(random, List.of("0.005", "1E+20", "0.30", "1E-40"))));
            case 5 -> NODES.arrayNode().add(before);
            case 6 -> NODES.objectNode().set("x", before);
            default -> NODES.stringNode(any(random, TEXTS));
        };
    }

    private static <T> T any(RandomGenerator random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
