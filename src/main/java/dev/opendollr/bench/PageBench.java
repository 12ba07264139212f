package dev.opendollr.bench;

import dev.opendollr.Config.ExternalDatabase;
import dev.opendollr.base.db.DatabaseAccess;
import dev.opendollr.base.problem.StartFailure;
import dev.opendollr.bench.Workload.Needs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// Measures how long payers wait for the first step of a payment page, up to its last byte, compared with
/// merchants who retrieve the same orders. In each round both run, one right after the other.
public final class PageBench {
    static final int MERCHANTS = 8;
    static final int ORDERS = 1_024;

    private static final long PER_SECOND_LEAST = 20_000;
    private static final Pattern LINK = Pattern.compile("\"url\":\"https?://[^/\"]+(/pay/[^\"]+)\"");
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String GZIP = "content-encoding: gzip";
    private static final String FORM = "<form";

    /// Orders of three items that can be paid, of merchants that may take payments.
    private static final String PREPARE = """
        with open as (
        update source
           set as_payment_link = true, item_count = 3, total_amount = 76.50
         where merchant_id >= :first_merchant and merchant_id < :first_merchant + :merchants
        returning merchant_id, id, created_at),
        item as (
        insert into source_item (merchant_id, source_id, name, currency, qty, amount, created_at, updated_at)
        select merchant_id, id, 'Another item of a benchmark', 'USD', 1, 25.50, created_at, created_at
          from open
         cross join generate_series(1, 2))
        update merchant
           set verified_at = :at
         where id >= :first_merchant and id < :first_merchant + :merchants
        """;

    private final PagePlan plan;
    private final PrintWriter out;
    private final ServerProcess server;
    private final Shops shops;
    private final Prepared prepared;

    /// Orders with consecutive ids, and the paths of their pages in the same order.
    record Prepared(long firstOrder, List<String> paths) {
        Prepared {
            paths = List.copyOf(paths);
        }

        int place(long unit) {
            return Math.toIntExact(unit % paths.size());
        }

        long order(long unit) {
            return firstOrder + place(unit);
        }

        String path(long unit) {
            return paths.get(place(unit));
        }
    }

    private PageBench(PagePlan plan, PrintWriter out, ServerProcess server, Shops shops, Prepared prepared) {
        this.plan = plan;
        this.out = out;
        this.server = server;
        this.shops = shops;
        this.prepared = prepared;
    }

    /// Needs a migrated database that may be filled. `mainClass` is the program that has the command `serve`.
    public static void run(
            PagePlan plan, ExternalDatabase database, String mainClass, Workspace workspace, PrintWriter out) {
        var settings = FreshOrders.settings(database.owner());
        var server = ServerProcess.start(workspace, mainClass, database.server(), database.owner());
        var shops = Shops.open(database.owner(), MERCHANTS, Instant.now());
        var prepared = prepare(database.owner(), shops, ORDERS, Instant.now(), server);
        checkFirstStep(server.address(), prepared.path(0));
        new PageBench(plan, out, server, shops, prepared).run(settings);
    }

    private static Prepared prepare(DatabaseAccess owner, Shops shops, int orders, Instant at, ServerProcess server) {
        return prepare(owner, shops, orders, at, server.address(), server.tokens(shops.credentials()));
    }

    /// `orders` is a multiple of the number of shops, so that order n always belongs to the shop of unit n.
    static Prepared prepare(
            DatabaseAccess owner, Shops shops, int orders, Instant at, InetSocketAddress server, List<String> tokens) {
        var block = new FreshOrders(owner, shops, Needs.ORDERS).prepare(1, orders, at);
        owner.sessions()
                .useHandle(handle -> handle.createUpdate(PREPARE)
                        .bind("first_merchant", shops.firstMerchant())
                        .bind("merchants", shops.count())
                        .bind("at", at)
                        .execute());
        try (var connection = HttpConnection.open(server)) {
            var paths = new ArrayList<String>();
            for (int unit = 0; unit < orders; unit++) {
                paths.add(path(connection, tokens.get(shops.place(unit)), block.firstOrder() + unit));
            }
            return new Prepared(block.firstOrder(), paths);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String path(HttpConnection connection, String token, long order) throws IOException {
        var answer = connection.exchange(
                "GET", "/v1/links/pay?source_type=ORDER&source_number=ORD-BENCH-" + order, token, "");
        var found = LINK.matcher(answer);
        if (!found.find()) {
            throw new StartFailure("an order has no payment link: " + HttpConnection.oneLine(answer));
        }
        return found.group(1);
    }

    /// Otherwise the figures would be those of another page.
    private static void checkFirstStep(InetSocketAddress server, String path) {
        try (var connection = HttpConnection.open(server)) {
            if (!text(connection.open(path)).contains(FORM)) {
                throw new StartFailure("a payment page has no form: the benchmark would measure something else");
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The body of an answer, decompressed if necessary.
    static String text(String answer) throws IOException {
        int end = answer.indexOf(END_OF_HEAD);
        var head = answer.substring(0, end);
        var body = answer.substring(end + END_OF_HEAD.length()).getBytes(StandardCharsets.ISO_8859_1);
        if (!head.lines().anyMatch(GZIP::equalsIgnoreCase)) {
            return new String(body, StandardCharsets.UTF_8);
        }
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void run(FreshOrders.Settings settings) {
        var _ = measure(this::order, plan.warmUp().dividedBy(2));
        var _ = measure(this::page, plan.warmUp().dividedBy(2));
        var rounds = new ArrayList<PageReport.Round>();
        for (int i = 1; i <= plan.rounds(); i++) {
            var round = new PageReport.Round(measure(this::order, plan.time()), measure(this::page, plan.time()));
            rounds.add(round);
            out.println("round " + i + " of " + plan.rounds() + ": "
                    + round.order().perSecond() + " orders/s, " + round.page().perSecond() + " pages/s");
            out.flush();
        }
        out.println();
        out.println(plan.connections() + " connections, " + MERCHANTS + " merchants, orders of 3 items; "
                + plan.time().toSeconds() + " s each, after " + plan.warmUp().toSeconds() + " s of warm-up:");
        out.println();
        out.println(PageReport.table(rounds));
        out.println("Measured on " + Runtime.getRuntime().availableProcessors() + " cores that server, load generator"
                + " and PostgreSQL share, with PostgreSQL " + settings.version() + " and JDK " + Runtime.version()
                + "; " + server.residentMegabytes() + " MB resident at the end.");
        out.flush();
    }

    private void order(Requests requests, long unit) throws IOException {
        requests.retrieve(unit, prepared.order(unit));
    }

    private void page(Requests requests, long unit) throws IOException {
        requests.open(prepared.path(unit));
    }

    private Measurement measure(Work work, Duration time) {
        return Bench.withEnough(PER_SECOND_LEAST, perSecond -> {
            long perClient = perSecond * Math.max(1, time.toSeconds()) / plan.connections() + 1;
            var block = new UnitBlock(prepared.firstOrder(), 0, plan.connections(), Math.toIntExact(perClient));
            return HttpLoad.run(work, server, shops, block, time);
        });
    }
}
