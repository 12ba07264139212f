package dev.opendollr;

import dev.opendollr.Config.ClockMover;
import dev.opendollr.db.Database;
import dev.opendollr.db.DatabaseAccess;
import dev.opendollr.db.Migrations;
import dev.opendollr.execution.Clocks;
import dev.opendollr.feed.FeedKeeper;
import dev.opendollr.gateway.Gateway;
import dev.opendollr.gateway.sandbox.Sandbox;
import dev.opendollr.gateway.sandbox.SandboxClock;
import dev.opendollr.gateway.sandbox.SandboxReset;
import dev.opendollr.http.Contract;
import dev.opendollr.http.Metrics;
import dev.opendollr.http.Routes;
import dev.opendollr.http.Server;
import dev.opendollr.http.WebAddress;
import dev.opendollr.problem.StartFailure;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// A running server, and how its parts are put together.
public final class OpenDollr implements AutoCloseable {
    /// How far the sandbox's clock goes at once.
    public static final Duration CLOCK_JUMP_MAX = SandboxClock.JUMP_MAX;

    private final String url;
    private final Optional<String> adminUrl;
    private final Optional<DemoCredentials> demo;
    private final List<Routes> features;
    private final List<Runnable> closers;

    /// `closers` are run one after the other.
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

    /// The same with a gateway for the live role, which has none of its own.
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
        // Known once the server listens; a request that comes sooner waits for it.
        var publicUrl = new CompletableFuture<String>();
        var keys = config.tokenKeys().orElseGet(() -> KeyFile.read(store.data()));
        var plainAddresses = sandbox.isPresent() ? WebAddress.Plain.ANYWHERE : WebAddress.Plain.LOOPBACK;
        var faces = new Faces(doors, keys, publicUrl::join, plainAddresses);
        var features = Stream.concat(
                        faces.routes().stream(),
                        sandbox.map(present -> present.serve(faces.authentication(), doors.resolver())).stream())
                .toList();
        var metrics = new Metrics();
        new ServerMetrics(metrics).publish(doors, faces.logins());
        var contract = sandbox.isPresent() ? Contract.load() : Contract.load().withoutSandbox();
        var health = new ServerHealth(store, doors.openExecutions(), config.role());
        var server = Server.start(
                config.edge().listening(),
                new Server.Served(contract, sandbox.isPresent(), publicUrl::join, metrics, health, features));
        var keeper =
                new FeedKeeper(doors.database(), doors.realTime(), config.feed().kept());
        try {
            var url = Edge.url(config.edge().host(), server.port());
            var _ = publicUrl.complete(config.edge().publicUrl().orElse(url));
            var demo = sandbox.map(_ -> DemoCredentials.ensure(store.data(), doors, publicUrl.join()));
            doors.start();
            keeper.start();
            var adminUrl = server.adminPort().map(port -> Edge.url(Server.ADMIN_HOST, port));
            // What a part delivers is received by those that are closed after it.
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

    /// Where it listens.
    public String url() {
        return url;
    }

    /// Where operators are answered, on this machine only.
    public Optional<String> adminUrl() {
        return adminUrl;
    }

    /// Absent in the live role, where nobody owns money that nobody paid.
    public Optional<DemoCredentials> demo() {
        return demo;
    }

    /// What answers requests, feature by feature.
    public List<Routes> features() {
        return features;
    }

    @Override
    public void close() {
        closers.forEach(Runnable::run);
    }

    /// Moves the clock of the sandbox behind `database` forward, also that of servers that run; tells where it stands.
    public static Instant moveClock(Database database, Optional<Duration> forward, Optional<Instant> to) {
        try (var clock = new SandboxClock(InstantSource.system(), database)) {
            forward.ifPresent(clock::move);
            to.ifPresent(clock::moveTo);
            return clock.instant();
        }
    }

    /// Empties the sandbox behind `owner` and gives it real time back.
    public static void resetSandbox(DatabaseAccess owner) {
        SandboxReset.run(owner);
    }

    /// The clock of this deployment as it is now, for a command that is soon done: the sandbox's may be ahead.
    public static InstantSource clockNow(Database database) {
        return SandboxClock.now(InstantSource.system(), database);
    }

    /// What PostgreSQL keeps of a time, so that an answer is the same before and after it was stored.
    private static InstantSource micros(InstantSource realTime) {
        return () -> realTime.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// Nothing of it exists in the live role: neither its clock nor its gateway nor its routes.
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
