package dev.opendollr.gateway.sandbox;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.problem.Reason;
import dev.opendollr.base.work.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Real time plus an offset that survives restarts and is the same for all processes of one database. It only grows,
/// until the whole sandbox is reset.
///
/// Reads come from memory. The process that moves the clock sees the move at once; other processes see it
/// within about a second.
public final class SandboxClock implements InstantSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxClock.class);
    static final Duration OFFSET_MAX = Duration.ofDays(3_650);
    public static final Duration JUMP_MAX = Duration.ofDays(366);
    private static final Duration REFRESH = Duration.ofMillis(500);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(1);
    private static final Reason BACK = new SandboxReason.ClockGoesForward();
    private static final Reason JUMP = new SandboxReason.JumpTooLong(JUMP_MAX.toDays());
    private static final Reason TOO_FAR = new SandboxReason.TooFarAhead(OFFSET_MAX.toDays());

    private final InstantSource realTime;
    private final Database database;
    private final AtomicReference<Duration> offset;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Worker worker;

    public SandboxClock(InstantSource realTime, Database database) {
        this.realTime = realTime;
        this.database = database;
        offset = new AtomicReference<>(database.everywhere().single(SandboxClockTable::read));
        worker = new Worker("sandbox-clock", REFRESH, CLOSE_MAX, () -> {
            refresh();
            return false;
        });
        worker.start();
    }

    /// The clock with its current offset. It does not follow later moves.
    public static InstantSource now(InstantSource realTime, Database database) {
        var ahead = database.everywhere().single(SandboxClockTable::read);
        return () -> realTime.instant().truncatedTo(ChronoUnit.MICROS).plus(ahead);
    }

    /// With microseconds, the precision of PostgreSQL.
    @Override
    public Instant instant() {
        return realMicros().plus(offset.get());
    }

    public Duration offset() {
        return offset.get();
    }

    /// `listener` runs after every move, also after one made by another process. It must be quick.
    public void onMove(Runnable listener) {
        listeners.add(listener);
    }

    /// Moves the clock of all processes forward.
    public void move(Duration forward) {
        // Checked before the addition: an overflow would be a database error and not a refusal.
        check("forward_seconds", forward);
        learn(database.everywhere()
                .single(handle -> SandboxClockTable.add(handle, forward, OFFSET_MAX))
                .orElseThrow(() -> ProblemException.refused("forward_seconds", TOO_FAR)));
    }

    /// Moves the clock of all processes forward to `time`.
    public void moveTo(Instant time) {
        check("to", Duration.between(instant(), time));
        var target = Duration.between(realMicros(), time);
        if (target.compareTo(OFFSET_MAX) > 0) {
            throw ProblemException.refused("to", TOO_FAR);
        }
        // Another process may have moved it beyond that time just now.
        learn(database.everywhere()
                .single(handle -> SandboxClockTable.raise(handle, target, OFFSET_MAX))
                .orElseThrow(() -> ProblemException.refused("to", BACK)));
    }

    private static void check(String argument, Duration forward) {
        if (forward.isNegative()) {
            throw ProblemException.refused(argument, BACK);
        }
        if (forward.compareTo(JUMP_MAX) > 0) {
            throw ProblemException.refused(argument, JUMP);
        }
    }

    /// Checks whether another process has moved the clock.
    void refresh() {
        learn(database.everywhere().single(SandboxClockTable::read));
    }

    @Override
    public void close() {
        worker.close();
    }

    private Instant realMicros() {
        return realTime.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void learn(Duration known) {
        var before = offset.getAndUpdate(old -> known.compareTo(old) > 0 ? known : old);
        if (known.compareTo(before) > 0) {
            listeners.forEach(SandboxClock::tell);
        }
    }

    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException failure) {
            LOG.error("could not be told that the clock moved", failure);
        }
    }
}
