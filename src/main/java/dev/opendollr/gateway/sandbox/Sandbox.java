package dev.opendollr.gateway.sandbox;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.http.Authentication;
import dev.opendollr.base.http.Routes;
import dev.opendollr.gateway.Callbacks;
import dev.opendollr.gateway.ConfiguredHints;
import dev.opendollr.gateway.Gateway;
import dev.opendollr.gateway.Hints;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The clock and the gateway of the sandbox role, with their hints, routes and callbacks.
public final class Sandbox implements AutoCloseable {
    private final Database database;
    private final InstantSource realTime;
    private final Duration delay;
    private final boolean clockIsOpen;
    private final SandboxClock clock;
    private final Gateway gateway;
    private Optional<SandboxCallbacks> callbacks = Optional.empty();

    /// `delay` is the time from an ordinary attempt to its outcome. `clockIsOpen` lets every caller move the
    /// clock.
    public Sandbox(
            Database database, InstantSource realTime, Duration delay, boolean clockIsOpen, RandomGenerator random) {
        this.database = database;
        this.realTime = realTime;
        this.delay = delay;
        this.clockIsOpen = clockIsOpen;
        clock = new SandboxClock(realTime, database);
        gateway = new SandboxGateway(database, clock, delay, random);
    }

    public SandboxClock clock() {
        return clock;
    }

    public Gateway gateway() {
        return gateway;
    }

    public Hints hints() {
        return new SandboxHints(ConfiguredHints.load(), new Outages(database, clock));
    }

    /// Starts delivering callbacks to `receiver`. Returns the routes with which a developer acts as payer or
    /// operator and moves the clock, and those of the page on which a payer does. `publicUrl` is read only when
    /// a request is answered.
    public List<Routes> serve(Authentication authentication, Callbacks receiver, Supplier<String> publicUrl) {
        var started = new SandboxCallbacks(database, clock, realTime, receiver);
        started.start();
        callbacks = Optional.of(started);
        clock.onMove(started::wake);
        return List.of(
                new SandboxRoutes(
                        authentication,
                        clock,
                        clockIsOpen,
                        delay,
                        new SandboxAttempts(database, clock, started::wake),
                        new Outages(database, clock)),
                new ChallengeRoutes(new Challenges(database, clock, started::wake), publicUrl));
    }

    @Override
    public void close() {
        callbacks.ifPresent(SandboxCallbacks::close);
        clock.close();
    }
}
