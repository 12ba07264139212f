package dev.opendollr.base.token;

import dev.opendollr.base.identity.MerchantId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The content of a signed text besides its purpose: the merchant that it belongs to, and facts by name.
public record Claims(MerchantId merchant, Map<String, Object> facts) {
    private static final String END = "exp";

    public Claims {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /// Claims with a merchant and no facts.
    public static Claims of(MerchantId merchant) {
        return new Claims(merchant, Map.of());
    }

    public Claims with(String name, String text) {
        return plus(name, text);
    }

    public Claims with(String name, long number) {
        return plus(name, number);
    }

    private Claims plus(String name, Object fact) {
        var more = new LinkedHashMap<>(facts);
        more.put(name, fact);
        return new Claims(merchant, more);
    }

    /// The fact of this name. Empty if it is missing or is not text. The methods below are empty in the same
    /// way.
    public Optional<String> text(String name) {
        return facts.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    public Optional<Long> number(String name) {
        return facts.get(name) instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
    }

    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> choices) {
        return text(name)
                .flatMap(text -> Arrays.stream(choices.getEnumConstants())
                        .filter(choice -> choice.name().equals(text))
                        .findFirst());
    }

    public Optional<UUID> uuid(String name) {
        try {
            return text(name).map(UUID::fromString);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /// The first moment at which the claims are no longer valid; empty if they never expire.
    public Optional<Instant> end() {
        return facts.get(END) instanceof Date end ? Optional.of(end.toInstant()) : Optional.empty();
    }
}
