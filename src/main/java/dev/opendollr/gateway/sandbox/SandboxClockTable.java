package dev.opendollr.gateway.sandbox;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The SQL of table `sandbox_clock`.
final class SandboxClockTable {
    private static final String READ = """
        select offset_micros
          from sandbox_clock
        """;

    private static final String ADD = """
        update sandbox_clock
           set offset_micros = offset_micros + :micros
         where :micros >= 0 and offset_micros + :micros <= :max_micros
        returning offset_micros
        """;

    private static final String RAISE = """
        update sandbox_clock
           set offset_micros = :micros
         where offset_micros <= :micros and :micros <= :max_micros
        returning offset_micros
        """;

    private SandboxClockTable() {}

    static Duration read(Handle handle) {
        return duration(handle.createQuery(READ).mapTo(Long.class).one());
    }

    /// The new offset; empty when it would be less than before or more than `max`.
    static Optional<Duration> add(Handle handle, Duration forward, Duration max) {
        return change(handle, ADD, forward, max);
    }

    /// The new offset; empty when it would be less than before or more than `max`.
    static Optional<Duration> raise(Handle handle, Duration offset, Duration max) {
        return change(handle, RAISE, offset, max);
    }

    private static Optional<Duration> change(Handle handle, String sql, Duration duration, Duration max) {
        return handle.createQuery(sql)
                .bind("micros", duration.dividedBy(ChronoUnit.MICROS.getDuration()))
                .bind("max_micros", max.dividedBy(ChronoUnit.MICROS.getDuration()))
                .mapTo(Long.class)
                .findOne()
                .map(SandboxClockTable::duration);
    }

    private static Duration duration(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }
}
