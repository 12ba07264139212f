package dev.opendollr.bench;

import dev.opendollr.base.db.DatabaseAccess;
import dev.opendollr.base.problem.StartFailure;
import dev.opendollr.bench.Workload.Needs;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// Fills a database with published orders that can be canceled or paid, and vacuums it between the runs.
final class FreshOrders {
    private static final String INSERT = """
        with fresh as (
        insert into source (merchant_id, id, kind, number, counterparty_id, currency, total_amount, item_count, note,
                            fee_bearer, as_payment_link, status, version, created_at, updated_at)
        select :first_merchant + n % :merchants, :first_order + n, 'ORDER', 'ORD-BENCH-' || :first_order + n,
               :first_counterparty + n % :merchants, 'USD', 25.50, 1, 'Order of a benchmark', 'PAYER', false,
               'ACTIVE', 1, :at, :at
          from generate_series(cast(:from as bigint), cast(:to as bigint) - 1) as n
        returning merchant_id, id, version, status, created_at, nextval('feed_id') as feed_id),
        item as (
        insert into source_item (merchant_id, source_id, name, currency, qty, amount, created_at, updated_at)
        select merchant_id, id, 'Item of a benchmark', 'USD', 1, 25.50, created_at, created_at
          from fresh),
        checkout as (
        insert into session (merchant_id, id, operation_type, status, source_id, expires_at, created_at, updated_at)
        select merchant_id, :first_session + id - :first_order, 'COLLECTION', 'ACTIVE', id, :expires_at, created_at,
               created_at
          from fresh
         where :with_sessions),
        told as (
        insert into feed (merchant_id, id, kind, object_id, version, type, at)
        select merchant_id, feed_id, 'ORDER', id, version, 'CREATED', created_at
          from fresh)
        insert into source_event (merchant_id, source_id, version, type, to_status, at, actor, request_id, feed_id)
        select merchant_id, id, version, 'CREATED', status, created_at, 'bench', 'bench', feed_id
          from fresh
        """;

    private static final String SETTINGS = """
        select current_setting('server_version') as version, current_setting('max_connections') as connections_max,
               'fsync ' || current_setting('fsync') || ', synchronous_commit '
                   || current_setting('synchronous_commit') as durability
        """;

    private static final String TIDY = "vacuum (analyze) source, source_item, source_event, feed, session, execution, "
            + "execution_event, sandbox_attempt, posting, wallet";

    /// Rows of one insert, which takes little time on any machine.
    private static final int AT_ONCE_MAX = 20_000;

    private static final Duration SESSION_LIFETIME = Duration.ofDays(1);

    private final Jdbi sessions;
    private final Shops shops;
    private final Needs needs;

    /// The facts about the database that a reader of the figures must know.
    record Settings(String version, String durability, int connectionsMax) {}

    FreshOrders(DatabaseAccess owner, Shops shops, Needs needs) {
        this.sessions = owner.sessions();
        this.shops = shops;
        this.needs = needs;
    }

    static Settings settings(DatabaseAccess owner) {
        return owner.sessions()
                .withHandle(handle -> handle.createQuery(SETTINGS)
                        .map((row, context) -> new Settings(
                                row.getString("version"), row.getString("durability"), row.getInt("connections_max")))
                        .one());
    }

    /// Prepares the rows that these units need.
    UnitBlock prepare(int clients, int unitsPerClient, Instant at) {
        return sessions.withHandle(handle -> {
            var block = switch (needs) {
                case NOTHING -> new UnitBlock(0, 0, clients, unitsPerClient);
                case ORDERS, SESSIONS -> insert(handle, clients, unitsPerClient, at);
            };
            tidy(handle);
            return block;
        });
    }

    private UnitBlock insert(Handle handle, int clients, int unitsPerClient, Instant at) {
        long size = (long) clients * unitsPerClient;
        var block = new UnitBlock(
                Sequences.reserve(handle, "source_id", size),
                Sequences.reserve(handle, "session_id", size),
                clients,
                unitsPerClient);
        for (long from = 0; from < size; from += AT_ONCE_MAX) {
            long to = Math.min(size, from + AT_ONCE_MAX);
            insert(handle, block, from, to, at);
        }
        return block;
    }

    private void insert(Handle handle, UnitBlock block, long from, long to, Instant at) {
        int inserted = handle.createUpdate(INSERT)
                .bind("first_merchant", shops.firstMerchant())
                .bind("first_counterparty", shops.firstCounterparty())
                .bind("merchants", shops.count())
                .bind("first_order", block.firstOrder())
                .bind("first_session", block.firstSession())
                .bind("from", from)
                .bind("to", to)
                .bind("with_sessions", needs == Needs.SESSIONS)
                .bind("expires_at", at.plus(SESSION_LIFETIME))
                .bind("at", at)
                .execute();
        if (inserted != to - from) {
            throw new StartFailure("only " + inserted + " of " + (to - from) + " orders were created");
        }
    }

    /// Vacuums and writes a checkpoint now. Otherwise PostgreSQL could do so during one of the runs and not
    /// during the other.
    private static void tidy(Handle handle) {
        handle.execute(TIDY);
        try {
            handle.execute("checkpoint");
        } catch (JdbiException notPermitted) {
            // The owner of the tables may not be allowed to. Then PostgreSQL chooses the time of the
            // checkpoints.
        }
    }
}
