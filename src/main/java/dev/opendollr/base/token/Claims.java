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

/// What a signed text says beside its purpose: whose it is, and facts by their names.
public record Claims(MerchantId merchant, Map<String, Object> facts) {
    private static final String END = "exp";

    public Claims {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /// Those that say no more than whose they are.
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

    /// Empty when there is no such fact, or it is no text; so are those below.
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

    /// The first moment at which they count no longer; empty when they have no end.
    public Optional<Instant> end() {
        return facts.get(END) instanceof Date end ? Optional.of(end.toInstant()) : Optional.empty();
    }
}
