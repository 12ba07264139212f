package dev.opendollr.bench;

import dev.opendollr.db.DatabaseAccess;
import dev.opendollr.problem.StartFailure;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// Fills a database with published orders that wait to be canceled, and keeps it in shape between the runs.
final class FreshOrders {
    private static final String COUNTERPARTY = """
        insert into counterparty (merchant_id, relationship_type, created_at, updated_at)
        values (:merchant, 'CUSTOMER', :at, :at)
        returning id
        """;

    /// Takes a block of ids out of the sequence; nobody else creates orders meanwhile.
    private static final String RESERVE = "select setval('source_id', nextval('source_id') + :size) - :size";

    private static final String INSERT = """
        with fresh as (
        insert into source (merchant_id, id, kind, number, counterparty_id, currency, total_amount, item_count, note,
                            fee_bearer, as_payment_link, status, version, created_at, updated_at)
        select :merchant, id, 'ORDER', 'ORD-BENCH-' || id, :counterparty, 'USD', 25.50, 1, 'Order of a benchmark',
               'PAYER', false, 'ACTIVE', 1, :at, :at
          from generate_series(cast(:first as bigint), cast(:first as bigint) + :size - 1) as id
        returning merchant_id, id, version, status, created_at)
        insert into source_event (merchant_id, source_id, version, type, to_status, at, actor, request_id)
        select merchant_id, id, version, 'CREATED', status, created_at, 'bench', 'bench'
          from fresh
        """;

    private static final String SETTINGS = """
        select current_setting('server_version') as version, current_setting('max_connections') as connections_max,
               'fsync ' || current_setting('fsync') || ', synchronous_commit '
                   || current_setting('synchronous_commit') as durability
        """;

    private final Jdbi sessions;
    private final long merchant;
    private final long counterparty;

    /// What a reader of the figures must know of the database.
    record Settings(String version, String durability, int connectionsMax) {}

    private FreshOrders(Jdbi sessions, long merchant, long counterparty) {
        this.sessions = sessions;
        this.merchant = merchant;
        this.counterparty = counterparty;
    }

    static FreshOrders of(DatabaseAccess owner, long merchant, Instant at) {
        var sessions = owner.sessions();
        long counterparty = sessions.withHandle(handle -> handle.createQuery(COUNTERPARTY)
                .bind("merchant", merchant)
                .bind("at", at)
                .mapTo(Long.class)
                .one());
        return new FreshOrders(sessions, merchant, counterparty);
    }

    static Settings settings(DatabaseAccess owner) {
        return owner.sessions()
                .withHandle(handle -> handle.createQuery(SETTINGS)
                        .map((row, context) -> new Settings(
                                row.getString("version"), row.getString("durability"), row.getInt("connections_max")))
                        .one());
    }

    long merchant() {
        return merchant;
    }

    OrderBlock insert(int clients, int ordersPerClient, Instant at) {
        long size = (long) clients * ordersPerClient;
        return sessions.withHandle(handle -> {
            var block = new OrderBlock(reserve(handle, size), clients, ordersPerClient);
            int inserted = handle.createUpdate(INSERT)
                    .bind("merchant", merchant)
                    .bind("counterparty", counterparty)
                    .bind("first", block.firstId())
                    .bind("size", size)
                    .bind("at", at)
                    .execute();
            if (inserted != size) {
                throw new StartFailure("only " + inserted + " of " + size + " orders were created");
            }
            tidy(handle);
            return block;
        });
    }

    private static long reserve(Handle handle, long size) {
        return handle.createQuery(RESERVE).bind("size", size).mapTo(Long.class).one();
    }

    /// Does now what would otherwise fall into one of the runs and not into the other.
    private static void tidy(Handle handle) {
        handle.execute("vacuum (analyze) source, source_event");
        try {
            handle.execute("checkpoint");
        } catch (JdbiException notPermitted) {
            // The owner of the tables may not; then checkpoints fall where they fall.
        }
    }
}
