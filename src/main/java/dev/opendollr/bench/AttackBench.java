package dev.opendollr.bench;

import dev.opendollr.Config.ExternalDatabase;
import dev.opendollr.account.PaymentAccountId;
import dev.opendollr.base.db.Columns;
import dev.opendollr.base.db.DatabaseAccess;
import dev.opendollr.bench.Workload.Needs;
import dev.opendollr.merchant.Credential;
import dev.opendollr.session.SessionId;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Measures how long a merchant's calls take while others attack the server, one attack after the other, and
/// before and after the attacks. If a call of that merchant is refused, the benchmark fails: that must not
/// happen.
public final class AttackBench {
    private static final Workload WORKLOAD = Workload.CREATE_PUBLISH_CANCEL;
    /// More than one page of a list.
    private static final int ORDERS_OF_ATTACKER = 1_000;
    /// More than any client can do in one run.
    private static final int UNITS_PER_CLIENT_MAX = 200_000;
    private static final String NOBODY = "nobody";

    private static final String PREPARE = """
        with long_notes as (
        update source set note = repeat('x', 1000) where merchant_id = :merchant),
        account as (
        insert into payment_account (merchant_id, operation_type, account_name, provider, method, party_id,
                                     insensitive_account_number, created_at, updated_at)
        select merchant_id, 'PAYOUT', account_name, provider, method, party_id, insensitive_account_number, :at, :at
          from payment_account
         where merchant_id = :merchant
        returning merchant_id, id),
        verified as (
        update merchant set verified_at = :at where id = :merchant)
        insert into session (merchant_id, operation_type, status, payment_account_id, wallet_id, currency, amount,
                             expires_at, created_at, updated_at)
        select merchant_id, 'PAYOUT', 'ACTIVE', account.id, wallet.id, 'USD', 1.00, :expires_at, :at, :at
          from account
          join wallet using (merchant_id)
        returning id as session, payment_account_id as account
        """;

    private static final Duration SESSION_LIFETIME = Duration.ofDays(1);

    private final AttackPlan plan;
    private final PrintWriter out;
    private final ServerProcess server;
    private final Shops shop;
    private final List<AttackReport.Row> rows = new ArrayList<>();

    private AttackBench(AttackPlan plan, PrintWriter out, ServerProcess server, Shops shop) {
        this.plan = plan;
        this.out = out;
        this.server = server;
        this.shop = shop;
    }

    /// The session and the account that the attacking merchant names in its calls.
    private record Means(SessionId session, PaymentAccountId account) {}

    /// Needs a migrated database that may be filled. `mainClass` is the program that has the command `serve`.
    public static void run(
            AttackPlan plan, ExternalDatabase database, String mainClass, Workspace workspace, PrintWriter out) {
        var server = ServerProcess.start(workspace, mainClass, database.server(), database.owner());
        var shop = Shops.open(database.owner(), 1, Instant.now());
        new AttackBench(plan, out, server, shop).run(attacks(database.owner(), Instant.now(), server::tokens));
    }

    /// `tokens` obtains one for each credential.
    static List<Attack> attacks(
            DatabaseAccess owner, Instant at, Function<List<Credential.Issued>, List<String>> tokens) {
        var attacker = Shops.open(owner, 1, at);
        var _ = new FreshOrders(owner, attacker, Needs.ORDERS).prepare(1, ORDERS_OF_ATTACKER, at);
        var means = prepare(owner, attacker, at);
        var token = tokens.apply(attacker.credentials()).getFirst();
        return Attack.all(token, means.session(), means.account());
    }

    private static Means prepare(DatabaseAccess owner, Shops attacker, Instant at) {
        return owner.sessions()
                .withHandle(handle -> handle.createQuery(PREPARE)
                        .bind("merchant", attacker.firstMerchant())
                        .bind("at", at)
                        .bind("expires_at", at.plus(SESSION_LIFETIME))
                        .map((row, context) -> new Means(
                                Columns.id(row, "session", SessionId::new),
                                Columns.id(row, "account", PaymentAccountId::new)))
                        .one());
    }

    private void run(List<Attack> attacks) {
        var _ = measure(plan.warmUp());
        rows.add(new AttackReport.Row(NOBODY, 0, 0, measure(plan.time())));
        for (var attack : attacks) {
            try (var attackers = Attackers.start(attack, server.address())) {
                var measured = measure(plan.time());
                rows.add(new AttackReport.Row(attack.name(), attack.connections(), attackers.sent(), measured));
            }
            tell();
        }
        rows.add(new AttackReport.Row(NOBODY, 0, 0, measure(plan.time())));
        out.println();
        out.println(plan.connections() + " connections of one merchant, each order takes four calls; "
                + plan.time().toSeconds() + " s for each attack:");
        out.println();
        out.println(AttackReport.table(WORKLOAD.units(), rows));
        out.println("Measured on " + Runtime.getRuntime().availableProcessors()
                + " cores that the attackers, the merchant, the server and PostgreSQL share, with JDK "
                + Runtime.version() + "; " + server.residentMegabytes() + " MB resident at the end.");
        out.flush();
    }

    private Measurement measure(Duration time) {
        var block = new UnitBlock(0, 0, plan.connections(), UNITS_PER_CLIENT_MAX);
        return HttpLoad.run(WORKLOAD::run, server, shop, block, time);
    }

    private void tell() {
        var row = rows.getLast();
        out.println(row.attack() + ": " + row.merchant().perSecond() + " " + WORKLOAD.units() + "/s");
        out.flush();
    }
}
