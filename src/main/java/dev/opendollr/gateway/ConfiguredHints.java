package dev.opendollr.gateway;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.money.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Hints that stand in a file and are the same for all merchants. They know nothing of outages.
public final class ConfiguredHints implements Hints {
    private static final String RESOURCE = "/hints.yaml";
    private static final YAMLMapper STRICT = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private final Map<PaymentMethod, Hint> hints;
    private final Map<Provider, Map<String, RefusalKind>> refusals;

    /// The file: the methods, and the kind of each decline code by the provider whose word it is.
    private record HintsYaml(
            Map<PaymentMethod, MethodYaml> methods, Map<Provider, Map<String, RefusalKind>> refusals) {}

    private record MethodYaml(String name, String promptName, boolean illustrative, List<Hint.Channel> channels) {
        Hint hint(PaymentMethod method) {
            return new Hint(method, name, promptName, channels, illustrative);
        }
    }

    private ConfiguredHints(HintsYaml file) {
        hints = file.methods.entrySet().stream()
                .collect(toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().hint(entry.getKey())));
        refusals = Map.copyOf(file.refusals);
    }

    /// The hints that come with the program.
    public static ConfiguredHints load() {
        try (InputStream stream = ConfiguredHints.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("no " + RESOURCE);
            }
            return read(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Throws if `yaml` has a member that is unknown, or lacks one.
    static ConfiguredHints read(String yaml) {
        return new ConfiguredHints(STRICT.readValue(yaml, HintsYaml.class));
    }

    @Override
    public Optional<Hint> of(PaymentMethod method) {
        return Optional.ofNullable(hints.get(method));
    }

    @Override
    public Set<PaymentMethod> outOfOrder(MerchantId merchant) {
        return Set.of();
    }

    @Override
    public List<CardChoice> cards() {
        return List.of();
    }

    @Override
    public RefusalKind kind(PaymentMethod method, String declineCode) {
        return refusals.getOrDefault(method.carrier(), Map.of()).getOrDefault(declineCode, RefusalKind.OTHER);
    }

    @Override
    public Optional<String> challenge(String clientSecret, String returnPath) {
        return Optional.empty();
    }
}
