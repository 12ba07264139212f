package dev.opendollr.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// Parts are what a parser finds, not what a note is full of.
class JsonPartsTest {
    private static final int SEEDS = 2_000;
    private static final int DEPTH_MAX = 5;
    private static final int WIDTH_MAX = 6;
    private static final String LETTERS = "{}[]:,\"\\/ \n\té€😀a1";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{} | 1",
                "{\"a\": 1} | 2",
                "{\"a\": [1, 2, 3], \"b\": {}} | 8",
                "{\"note\": \",,,,:[{\"} | 2",
                "{\"note\": \"\\\",,,\"} | 2",
                "{\"note\": \"\\\\\", \"b\": 1} | 4",
                "{\"note\": \"\\\\\\\",,\", \"b\": 1} | 4",
                "{\"note\": \"\\u0022,,\"} | 2",
                "{\",:{\": 1} | 2",
                "\",,, | 0",
                "\"\\ | 0",
                "'' | 0"
            })
    void what_is_inside_strings_is_text(String json, int parts) {
        assertThat(JsonParts.count(json)).isEqualTo(parts);
    }

    @Test
    void they_are_as_many_as_a_parser_finds() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var json = JsonMapper.shared().writeValueAsString(node(random, 0));
            assertThat(JsonParts.count(json)).as("seed %d: %s", seed, json).isEqualTo(found(json));
        }
    }

    @Test
    void nothing_is_missed_before_the_first_mistake() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var json = JsonMapper.shared().writeValueAsString(node(random, 0));
            var broken = json.substring(0, random.nextInt(json.length() + 1)) + "'" + json;
            assertThat(JsonParts.count(broken))
                    .as("seed %d: %s", seed, broken)
                    .isGreaterThanOrEqualTo(beginnings(broken));
        }
    }

    /// By the tokens: one for each container and each name, and one for each value after the first of its container.
    private static int found(String json) {
        int parts = 0;
        int values = 0;
        int filled = 0;
        try (var parser = JsonMapper.shared().createParser(json)) {
            var before = JsonToken.NOT_AVAILABLE;
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean opens = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
                parts += opens || token == JsonToken.PROPERTY_NAME ? 1 : 0;
                values += opens || token.isScalarValue() ? 1 : 0;
                boolean opened = before == JsonToken.START_OBJECT || before == JsonToken.START_ARRAY;
                filled += opened && !token.isStructEnd() ? 1 : 0;
                before = token;
            }
        }
        return parts + values - 1 - filled;
    }

    /// Containers and names that a parser reaches before it gives up.
    private static int beginnings(String broken) {
        int count = 0;
        try (var parser = JsonMapper.shared().createParser(broken)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                count += token.isStructStart() || token == JsonToken.PROPERTY_NAME ? 1 : 0;
            }
        } catch (tools.jackson.core.JacksonException mistake) {
            return count;
        }
        return count;
    }

    private static JsonNode node(Random random, int depth) {
        var nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(depth == DEPTH_MAX ? 4 : 6)) {
            case 0 -> nodes.stringNode(text(random));
            case 1 -> nodes.numberNode(random.nextInt());
            case 2 -> nodes.booleanNode(random.nextBoolean());
            case 3 -> nodes.nullNode();
            case 4 -> {
                var array = nodes.arrayNode();
                for (int left = random.nextInt(WIDTH_MAX); left > 0; left--) {
                    array.add(node(random, depth + 1));
                }
                yield array;
            }
            default -> {
                var object = nodes.objectNode();
                for (int left = random.nextInt(WIDTH_MAX); left > 0; left--) {
                    object.set(text(random), node(random, depth + 1));
                }
                yield object;
            }
        };
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int left = random.nextInt(2 * WIDTH_MAX); left > 0; left--) {
            int place = LETTERS.offsetByCodePoints(0, random.nextInt(LETTERS.codePointCount(0, LETTERS.length())));
            text.appendCodePoint(LETTERS.codePointAt(place));
        }
        return text.toString();
    }
}
