package dev.opendollr.base.http;

import java.io.OutputStream;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// JSON as this API reads and writes it: exact decimals, `snake_case`, nulls written out.
public final class Json {
    static final int DEPTH_MAX = 32;
    /// Members, values and brackets of one body; its tree takes many times the memory of its text.
    static final int TOKENS_MAX = 10_000;

    private static final int NUMBER_LENGTH_MAX = 400;
    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .maxNumberLength(NUMBER_LENGTH_MAX)
                            .maxTokenCount(TOKENS_MAX)
                            .build())
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            // If there is no room for an answer, writing it fails in the middle. That exception must reach the
            // caller unwrapped.
            .disable(SerializationFeature.WRAP_EXCEPTIONS)
            .addModule(new SimpleModule().addSerializer(new IdNumbers()))
            .build();

    /// The same text for the same members in any order. Keeps exponents: a plain number could have millions of
    /// digits.
    private static final ObjectWriter CANONICAL = MAPPER.writer()
            .with(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .without(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);

    private Json() {}

    static String canonical(JsonNode node) {
        return CANONICAL.writeValueAsString(node);
    }

    static void write(OutputStream out, Object value) {
        MAPPER.writeValue(out, value);
    }

    /// Writes an array value by value. Each value is flushed to `out` at once.
    static SequenceWriter array(OutputStream out) {
        return MAPPER.writer()
                .with(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
                .writeValuesAsArray(out);
    }

    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// Reads what this program itself has written; empty when it is damaged.
    public static <T> Optional<T> read(String text, Class<T> type) {
        try {
            return Optional.ofNullable(MAPPER.readValue(text, type));
        } catch (JacksonException damaged) {
            return Optional.empty();
        }
    }
}
