package dev.opendollr.gateway.sandbox;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// The SQL that empties a sandbox. Each table is either emptied or kept; a test checks that none is forgotten.
final class SandboxResetTable {
    static final List<String> EMPTIED = List.of(
            "party",
            "counterparty",
            "source",
            "source_item",
            "source_event",
            "idempotency_key",
            "payment_account",
            "checkout",
            "wallet",
            "session",
            "execution",
            "execution_event",
            "feed",
            "posting",
            "gift",
            "verified",
            "prompt",
            "sandbox_attempt",
            "sandbox_outage");

    static final List<String> KEPT = List.of(
            "merchant",
            "credential",
            "passcode",
            "provider",
            "fee_tier",
            "fee_tier_rate",
            "gateway_fee",
            "fx_rate",
            "collection_floor",
            "merchant_fee_tier",
            "carrier",
            "carrier_prefix",
            "sandbox_clock",
            "live_role",
            "feed_place",
            "feed_mark");

    private static final String LOCK_CLOCK = "lock table sandbox_clock in access exclusive mode";

    /// PostgreSQL's own background workers have no user and do not count.
    private static final String COUNT_OTHERS = """
        select count(*)
          from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() and usename is not null
        """;

    private static final String IS_LIVE = "select exists (select 1 from live_role)";

    private static final String EMPTY = "truncate " + String.join(", ", EMPTIED);

    private static final String FORGET_MARKS = "delete from feed_mark";

    /// A reader that has read the feed before is told that the feed begins anew.
    private static final String MARK_FEED = """
        insert into feed_mark (upto, at)
        values (nextval('feed_id'), '-infinity')
        """;

    private static final String TURN_BACK = "update sandbox_clock set offset_micros = 0";

    private SandboxResetTable() {}

    static void lockClock(Handle tx) {
        var _ = tx.execute(LOCK_CLOCK);
    }

    /// The number of database sessions other than this one.
    static int countOthers(Handle tx) {
        return tx.createQuery(COUNT_OTHERS).mapTo(Integer.class).one();
    }

    static boolean isLive(Handle tx) {
        return tx.createQuery(IS_LIVE).mapTo(Boolean.class).one();
    }

    static void empty(Handle tx) {
        var _ = tx.execute(EMPTY);
        var _ = tx.execute(FORGET_MARKS);
        var _ = tx.execute(MARK_FEED);
        var _ = tx.execute(TURN_BACK);
    }
}
