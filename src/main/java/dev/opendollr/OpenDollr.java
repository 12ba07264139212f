package dev.opendollr;

import dev.opendollr.Config.ClockMover;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.db.DatabaseAccess;
import dev.opendollr.base.db.Migrations;
import dev.opendollr.base.http.Contract;
import dev.opendollr.base.http.Metrics;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Server;
import dev.opendollr.base.problem.StartFailure;
import dev.opendollr.execution.Clocks;
import dev.opendollr.feed.FeedKeeper;
import dev.opendollr.gateway.ConfiguredHints;
import dev.opendollr.gateway.Gateway;
import dev.opendollr.gateway.sandbox.Sandbox;
import dev.opendollr.gateway.sandbox.SandboxClock;
import dev.opendollr.gateway.sandbox.SandboxReset;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A running server, and how its parts are put together.
public final class OpenDollr implements AutoCloseable {
    /// The farthest that one move takes the sandbox's clock.
    public static final Duration CLOCK_JUMP_MAX = SandboxClock.JUMP_MAX;

    private final String url;
    private final Optional<String> adminUrl;
    private final Optional<DemoCredentials> demo;
    private final List<Routes> features;
    private final List<Runnable> closers;

    /// `closers` run one after the other, in this order.
    private OpenDollr(
            String url,
            Optional<String> adminUrl,
            Optional<DemoCredentials> demo,
            List<Routes> features,
            List<Runnable> closers) {
        this.url = url;
        this.adminUrl = adminUrl;
        this.demo = demo;
        this.features = List.copyOf(features);
        this.closers = List.copyOf(closers);
    }

    /// Starts everything; when it returns, requests are answered.
    public static OpenDollr start(Config config) {
        return start(config, Optional.empty());
    }

    /// The same, with a payment gateway for the live role. This program contains no live gateway yet.
    public static OpenDollr start(Config config, Optional<Gateway> live) {
        Server.checkFree(config.edge().listening());
        var store = Store.open(config);
        try {
            var sandbox = sandbox(config, store.database(), InstantSource.system());
            try {
                var gateway = sandbox.map(Sandbox::gateway)
                        .or(() -> live)
                        .orElseThrow(() -> new StartFailure("the live role needs a payment gateway"));
                return start(config, store, sandbox, gateway, InstantSource.system());
            } catch (RuntimeException failure) {
                sandbox.ifPresent(Sandbox::close);
                throw failure;
            }
        } catch (RuntimeException failure) {
            store.close();
            throw failure;
        }
    }

    private static OpenDollr start(
            Config config, Store store, Optional<Sandbox> sandbox, Gateway gateway, InstantSource realTime) {
        var micros = micros(realTime);
        var clock = sandbox.<InstantSource>map(Sandbox::clock).orElse(micros);
        var doors = new Doors(Doors.Outside.of(store.database(), Clocks.of(clock), micros, gateway));
        try {
            doors.feed().arrive();
            sandbox.ifPresent(present -> present.clock().onMove(doors.resolver()::wake));
            return start(config, store, sandbox, doors);
        } catch (RuntimeException failure) {
            doors.close();
            throw failure;
        }
    }

    private static OpenDollr start(Config config, Store store, Optional<Sandbox> sandbox, Doors doors) {
        // Known once the server listens; a request that needs it earlier waits.
        var publicUrl = new CompletableFuture<String>();
        var keys = config.tokenKeys().orElseGet(() -> KeyFile.read(store.data()));
        var hints = sandbox.map(Sandbox::hints).orElseGet(ConfiguredHints::load);
        var faces = new Faces(doors, keys, publicUrl::join, config.role(), hints);
        List<Routes> features = new ArrayList<>(faces.routes());
        sandbox.ifPresent(
                present -> features.addAll(present.serve(faces.authentication(), doors.resolver(), publicUrl::join)));
        var metrics = new Metrics();
        new ServerMetrics(metrics).publish(doors, faces.logins());
        var contract = sandbox.isPresent() ? Contract.load() : Contract.load().withoutSandbox();
        var health = new ServerHealth(store, doors.openExecutions(), config.role());
        var served = new Server.Served(
                contract, sandbox.isPresent(), publicUrl::join, metrics, health, faces.errorPages(), features);
        var server = Server.start(config.edge().listening(), served);
        var keeper =
                new FeedKeeper(doors.database(), doors.realTime(), config.feed().kept());
        try {
            var url = Edge.url(config.edge().host(), server.port());
            var _ = publicUrl.complete(config.edge().publicUrl().orElse(url));
            var demo = sandbox.map(_ -> DemoCredentials.ensure(store.data(), doors, publicUrl.join()));
            doors.start();
            keeper.start();
            var adminUrl = server.adminPort().map(port -> Edge.url(Server.ADMIN_HOST, port));
            // The order matters: a part still delivers to parts that are closed after it.
            List<Runnable> closers = List.of(
                    server::drain,
                    doors.feedWatch()::close,
                    server::stop,
                    keeper::close,
                    () -> sandbox.ifPresent(Sandbox::close),
                    doors::close,
                    metrics::close,
                    store::close);
            return new OpenDollr(url, adminUrl, demo, features, closers);
        } catch (RuntimeException failure) {
            server.stop();
            throw failure;
        }
    }

    /// The URL at which it listens.
    public String url() {
        return url;
    }

    /// The URL for operators; reachable from this machine only.
    public Optional<String> adminUrl() {
        return adminUrl;
    }

    /// Absent in the live role: there is no demo merchant with free money.
    public Optional<DemoCredentials> demo() {
        return demo;
    }

    /// The routes of all features.
    public List<Routes> features() {
        return features;
    }

    @Override
    public void close() {
        closers.forEach(Runnable::run);
    }

    /// Moves the clock of the sandbox in `database` forward, also for servers that are running. Returns the new
    /// time.
    public static Instant moveClock(Database database, Optional<Duration> forward, Optional<Instant> to) {
        try (var clock = new SandboxClock(InstantSource.system(), database)) {
            forward.ifPresent(clock::move);
            to.ifPresent(clock::moveTo);
            return clock.instant();
        }
    }

    /// Empties the sandbox in the database of `owner` and sets its clock back to real time.
    public static void resetSandbox(DatabaseAccess owner) {
        SandboxReset.run(owner);
    }

    /// The clock of this deployment, for a short command. It does not follow later moves of the sandbox's
    /// clock, which may be ahead of real time.
    public static InstantSource clockNow(Database database) {
        return SandboxClock.now(InstantSource.system(), database);
    }

    /// Times in PostgreSQL's precision, so that an answer is the same before and after it is stored.
    private static InstantSource micros(InstantSource realTime) {
        return () -> realTime.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// In the live role no part of the sandbox exists: no clock, no gateway, no routes.
    private static Optional<Sandbox> sandbox(Config config, Database database, InstantSource realTime) {
        return switch (config.role()) {
            case SANDBOX ->
                Optional.of(new Sandbox(
                        database,
                        realTime,
                        config.sandbox().delay(),
                        config.sandbox().clock() == ClockMover.ANYONE,
                        new SecureRandom()));
            case LIVE -> {
                Migrations.markLive(database);
                yield Optional.empty();
            }
        };
    }
}
