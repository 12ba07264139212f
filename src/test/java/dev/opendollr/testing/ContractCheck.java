package dev.opendollr.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.opendollr.base.http.Contract;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Checks answers against the schemas of a contract.
public final class ContractCheck {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    /// The error that every operation may answer. The operations of the served contract do not declare it.
    private static final String ANY_ERROR = "#/components/schemas/ErrorDetail";
    private static final String VERSION = "/{version}/";
    private static final Pattern PART = Pattern.compile("\\{[a-z_]+}|[^{]+");

    /// The contract that the server serves. ORIGINAL is the contract of its authors, in which an object may
    /// have documented members only. DERIVED is the contract from which clients are generated.
    private static final ContractCheck SERVED =
            new ContractCheck(Contract.load().document());

    private static final ContractCheck ORIGINAL = new ContractCheck(Original.strict());
    private static final ContractCheck DERIVED =
            new ContractCheck(Contract.load().derived("").document());

    private final JsonNode document;
    private final List<Template> templates;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    /// A path template of the contract, and the paths that it stands for.
    private record Template(String path, Set<String> methods, Pattern paths) {
        static Template of(Map.Entry<String, JsonNode> entry) {
            return new Template(
                    entry.getKey(),
                    Set.copyOf(entry.getValue().propertyNames()),
                    Pattern.compile(expression(entry.getKey())));
        }

        private static String expression(String template) {
            return PART.matcher(template)
                    .replaceAll(part -> part.group().startsWith("{")
                            ? "[^/]*"
                            : Matcher.quoteReplacement(Pattern.quote(part.group())));
        }

        boolean hasMethod(String method) {
            return methods.contains(method.toLowerCase(Locale.ROOT));
        }

        boolean matches(String path) {
            return paths.matcher(path).matches();
        }

        int parameters() {
            return (int) path.chars().filter(character -> character == '{').count();
        }
    }

    private ContractCheck(JsonNode document) {
        this.document = document;
        templates = document.path("paths").properties().stream()
                .map(Template::of)
                .sorted(Comparator.comparingInt(Template::parameters))
                .toList();
    }

    /// Fails if one of the contracts does not allow `body` for this operation and status.
    public static void check(String method, String path, int status, String body) {
        var template = SERVED.template(method, path);
        var json = JsonMapper.shared().readTree(body);
        SERVED.accept(method, template, status, json);
        if (ORIGINAL.declares(method, template, status)) {
            ORIGINAL.accept(method, template, status, json);
        }
        DERIVED.accept(method, template.replace(VERSION, "/v1/"), status, json);
    }

    /// Fails if this contract does not allow `body` for this operation and status.
    private void accept(String method, String template, int status, JsonNode body) {
        var schema = schemas.computeIfAbsent(method + template + status, key -> schema(method, template, status));
        var errors = schema.validate(
                body, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        assertThat(errors)
                .as("%s %s answered %d %s", method, template, status, body)
                .isEmpty();
    }

    private boolean declares(String method, String template, int status) {
        return declared(method, template, status).isObject();
    }

    /// The path template of the contract that matches `path`. A slash at the end of `path` does not matter. Of
    /// several templates, the one with the fewest parameters wins.
    private String template(String method, String path) {
        var plain = path.replaceFirst("\\?.*", "");
        var withoutSlash = plain.replaceFirst("/$", "");
        return templates.stream()
                .filter(template -> template.hasMethod(method))
                .filter(template -> template.matches(plain) || template.matches(withoutSlash))
                .findFirst()
                .map(Template::path)
                .orElse("");
    }

    private JsonNode declared(String method, String template, int status) {
        var response = document.path("paths")
                .path(template)
                .path(method.toLowerCase(Locale.ROOT))
                .path("responses")
                .path(Integer.toString(status));
        if (response.has("$ref")) {
            response = document.at(response.get("$ref").stringValue().substring(1));
        }
        return response.path("content").path("application/json").path("schema");
    }

    private Schema schema(String method, String template, int status) {
        var declared = declared(method, template, status);
        ObjectNode schema = declared.isObject()
                ? (ObjectNode) declared.deepCopy()
                : JsonMapper.shared().createObjectNode().put("$ref", ANY_ERROR);
        assertThat(declared.isObject() || status >= 400)
                .as("the contract knows %s %s -> %d", method, template, status)
                .isTrue();
        schema.set("components", document.path("components"));
        return REGISTRY.getSchema(schema);
    }
}
