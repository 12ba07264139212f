package dev.opendollr.bench;

import dev.opendollr.Config.ExternalDatabase;
import dev.opendollr.base.problem.StartFailure;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/// Compares a workload with pgbench: in each round both run, one right after the other, on fresh orders of one
/// database.
public final class Bench {
    /// The length of a slice of the warm-up: long enough to show a rate, short enough to size the next slice by
    /// it.
    private static final Duration SLICE = Duration.ofSeconds(5);

    private static final Duration PGBENCH_WARM_UP = Duration.ofSeconds(3);

    /// How many units are prepared for each one that the rate so far predicts.
    private static final long RESERVE = 2;

    /// Enough doublings from the lowest expected rate to a rate that no machine reaches.
    private static final int DOUBLINGS_MAX = 6;

    /// Connections that PostgreSQL must have besides those of pgbench: for the server's pool, for the
    /// benchmark, and for its own reserve.
    private static final int OTHER_CONNECTIONS = 40;

    private final BenchPlan plan;
    private final PrintWriter out;
    private final Pgbench pgbench;
    private final ServerProcess server;
    private final Shops shops;
    private final FreshOrders orders;
    private long pgbenchPerSecond;
    private long serverPerSecond;

    private Bench(
            BenchPlan plan, PrintWriter out, Pgbench pgbench, ServerProcess server, Shops shops, FreshOrders orders) {
        this.plan = plan;
        this.out = out;
        this.pgbench = pgbench;
        this.server = server;
        this.shops = shops;
        this.orders = orders;
        pgbenchPerSecond = plan.workload().perSecondLeast();
        serverPerSecond = plan.workload().perSecondLeast();
    }

    /// Needs a migrated database that may be filled. `mainClass` is the program that has the command `serve`.
    public static void run(
            BenchPlan plan, ExternalDatabase database, String mainClass, Workspace workspace, PrintWriter out) {
        var settings = FreshOrders.settings(database.owner());
        if (plan.connections() + OTHER_CONNECTIONS > settings.connectionsMax()) {
            throw new StartFailure("PostgreSQL allows " + settings.connectionsMax() + " connections, too few for "
                    + "--connections " + plan.connections() + ": set its max_connections to at least "
                    + (plan.connections() + OTHER_CONNECTIONS));
        }
        var pgbench = Pgbench.of(plan.workload(), workspace, database.server());
        var server = ServerProcess.start(workspace, mainClass, database.server(), database.owner());
        var shops = Shops.open(database.owner(), plan.merchants(), Instant.now());
        var orders = new FreshOrders(database.owner(), shops, plan.workload().needs());
        new Bench(plan, out, pgbench, server, shops, orders).run(settings);
    }

    private void run(FreshOrders.Settings settings) {
        say("server ready after " + server.startUp().toMillis() + " ms");
        warmUp();
        var rounds = new ArrayList<Round>();
        for (int i = 1; i <= plan.rounds(); i++) {
            var round = new Round(runPgbench(plan.time()), runServer(plan.time()));
            say("round " + i + " of " + plan.rounds() + ": pgbench "
                    + round.pgbench().perSecond() + " " + plan.workload().units() + "/s, OpenDollr "
                    + round.server().perSecond());
            rounds.add(round);
        }
        report(rounds, settings);
    }

    private void warmUp() {
        var _ = runPgbench(PGBENCH_WARM_UP);
        var left = plan.warmUp();
        while (left.isPositive()) {
            var slice = left.compareTo(SLICE) < 0 ? left : SLICE;
            var measured = runServer(slice);
            left = left.minus(slice);
            say("warm-up: OpenDollr " + measured.perSecond() + " "
                    + plan.workload().units() + "/s, " + left.toSeconds() + " s left");
        }
    }

    private Measurement runPgbench(Duration time) {
        var measured = withEnough(
                pgbenchPerSecond, perSecond -> pgbench.run(shops, freshUnits(perSecond, time), time, Instant.now()));
        pgbenchPerSecond = Math.max(pgbenchPerSecond, measured.perSecond());
        return measured;
    }

    private Measurement runServer(Duration time) {
        var measured = withEnough(
                serverPerSecond,
                perSecond -> HttpLoad.run(plan.workload()::run, server, shops, freshUnits(perSecond, time), time));
        serverPerSecond = Math.max(serverPerSecond, measured.perSecond());
        return measured;
    }

    /// The result of `run` with units for `perSecond`. If they run out, it runs again with twice as many, and
    /// so on.
    static Measurement withEnough(long perSecond, LongFunction<Measurement> run) {
        for (int doublings = 0; doublings < DOUBLINGS_MAX; doublings++) {
            try {
                return run.apply(perSecond << doublings);
            } catch (RanDry tooFew) {
                // The next run has twice as many.
            }
        }
        return run.apply(perSecond << DOUBLINGS_MAX);
    }

    private UnitBlock freshUnits(long perSecond, Duration time) {
        long perClient = perSecond * RESERVE * time.toSeconds() / plan.connections() + 1;
        return orders.prepare(plan.connections(), Math.toIntExact(perClient), Instant.now());
    }

    private void report(List<Round> rounds, FreshOrders.Settings settings) {
        out.println();
        out.println(plan.connections() + " connections, " + plan.merchants()
                + (plan.merchants() == 1 ? " merchant, " : " merchants, ")
                + plan.time().toSeconds() + " s each, after "
                + plan.warmUp().toSeconds() + " s of warm-up:");
        out.println();
        out.println(new Report(plan.workload().units()).table(rounds));
        out.println("Server: ready " + server.startUp().toMillis() + " ms after its start on an existing database, "
                + server.residentMegabytes() + " MB resident after the load.");
        out.println("Measured on " + Runtime.getRuntime().availableProcessors() + " cores that pgbench or server, load "
                + "generator and PostgreSQL share, with PostgreSQL " + settings.version() + " (" + settings.durability()
                + ") and JDK " + Runtime.version() + ".");
        out.flush();
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
