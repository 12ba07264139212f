package dev.opendollr.base.db;

import dev.opendollr.base.identity.Id;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.LongFunction;

/// Reads columns as types that JDBC does not offer: times as instants, a null as an empty value, and numbers of
/// objects as ids.
public final class Columns {
    private Columns() {}

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    public static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /// The id in a column that is never null. `type` creates the id from its number.
    public static <I extends Id> I id(ResultSet row, String column, LongFunction<I> type) throws SQLException {
        return type.apply(row.getLong(column));
    }

    public static <I extends Id> Optional<I> optionalId(ResultSet row, String column, LongFunction<I> type)
            throws SQLException {
        long id = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(type.apply(id));
    }
}
