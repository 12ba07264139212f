package dev.opendollr.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.opendollr.http.Contract;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Compares answers with what the contract says of them.
public final class ContractCheck {
    private static final JsonNode DOCUMENT = Contract.load().document();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();
    /// What every operation may answer and no operation declares.
    private static final String ANY_ERROR = "#/components/schemas/ErrorDetail";

    private ContractCheck() {}

    /// Fails when `body` is not what the contract allows for this operation and status.
    public static void check(String method, String path, int status, String body) {
        var template = template(method, path);
        var schema = SCHEMAS.computeIfAbsent(method + template + status, key -> schema(method, template, status));
        var errors = schema.validate(
                JsonMapper.shared().readTree(body),
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        assertThat(errors)
                .as("%s %s answered %d %s", method, path, status, body)
                .isEmpty();
    }

    /// The path template of the contract that `path` belongs to; more specific ones win.
    private static String template(String method, String path) {
        return DOCUMENT.path("paths").properties().stream()
                .filter(entry -> entry.getValue().has(method.toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getKey)
                .filter(template -> matches(template, path))
                .min((left, right) -> Integer.compare(parameters(left), parameters(right)))
                .orElse("");
    }

    private static boolean matches(String template, String path) {
        var expression = Pattern.compile("\\{[a-z_]+}|[^{]+")
                .matcher(template)
                .replaceAll(part ->
                        part.group().startsWith("{") ? "[^/]*" : Matcher.quoteReplacement(Pattern.quote(part.group())));
        return path.replaceFirst("\\?.*", "").matches(expression);
    }

    private static int parameters(String template) {
        return (int) template.chars().filter(character -> character == '{').count();
    }

    private static Schema schema(String method, String template, int status) {
        var response = DOCUMENT.path("paths")
                .path(template)
                .path(method.toLowerCase(Locale.ROOT))
                .path("responses")
                .path(Integer.toString(status));
        if (response.has("$ref")) {
            response = DOCUMENT.at(response.get("$ref").stringValue().substring(1));
        }
        var declared = response.path("content").path("application/json").path("schema");
        ObjectNode schema = declared.isObject()
                ? (ObjectNode) declared.deepCopy()
                : JsonMapper.shared().createObjectNode().put("$ref", ANY_ERROR);
        assertThat(declared.isObject() || status >= 400)
                .as("the contract knows %s %s -> %d", method, template, status)
                .isTrue();
        schema.set("components", DOCUMENT.path("components"));
        return REGISTRY.getSchema(schema);
    }
}
