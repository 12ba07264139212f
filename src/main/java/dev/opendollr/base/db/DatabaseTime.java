package dev.opendollr.base.db;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Handle;

/// The one clock that all processes share.
public final class DatabaseTime {
    private static final String READ = "select clock_timestamp()";

    private DatabaseTime() {}

    /// How far the database's clock is ahead of `host`. Zero if it shows a time between question and answer.
    public static Duration ahead(Handle handle, InstantSource host) {
        var asked = host.instant().truncatedTo(ChronoUnit.MICROS);
        var shown = handle.createQuery(READ).mapTo(OffsetDateTime.class).one().toInstant();
        return ahead(asked, shown, host.instant());
    }

    static Duration ahead(Instant asked, Instant shown, Instant answered) {
        if (shown.isBefore(asked)) {
            return Duration.between(asked, shown);
        }
        return shown.isAfter(answered) ? Duration.between(answered, shown) : Duration.ZERO;
    }
}
