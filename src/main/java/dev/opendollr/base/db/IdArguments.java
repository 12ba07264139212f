package dev.opendollr.base.db;

import dev.opendollr.base.identity.Id;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;

/// Binds ids of every type to SQL statements as numbers.
final class IdArguments implements ArgumentFactory.Preparable {
    @Override
    public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
        return type instanceof Class<?> kind && Id.class.isAssignableFrom(kind)
                ? Optional.of(id -> number(((Id) id).value()))
                : Optional.empty();
    }

    private static Argument number(long number) {
        return (position, statement, _) -> statement.setLong(position, number);
    }
}
