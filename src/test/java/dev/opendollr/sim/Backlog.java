package dev.opendollr.sim;

import dev.opendollr.base.identity.MerchantId;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/// Payouts that are due, more than a test could ask for one by one. They have no sessions, and must be forgotten
/// before anybody looks whether the books are right.
record Backlog(Jdbi owner, MerchantId merchant, Instant due) {
    private static final String ADD = """
        insert into execution (merchant_id, operation_type, reference_id, session_id, attempt_id, payment_method,
                               status, version, payer_amount, payer_currency, payee_amount, payee_currency,
                               platform_fee, next_check_at, news_at, checks, actor, request_id, created_at,
                               updated_at)
        select :merchant, 'PAYOUT', gen_random_uuid(), -number, gen_random_uuid(), 'MTN_MOMO_LBR', 'PROCESSING', 1,
               1, 'USD', 1, 'USD', 0, cast(:due as timestamptz), case when :called then cast(:due as timestamptz) end,
               0, 'test', 'test', :due, :due
          from generate_series(1, :count) as number
        """;

    void add(int count, boolean called) {
        owner.useHandle(handle -> {
            var _ = handle.execute(
                    "alter table execution drop constraint if exists execution_merchant_id_session_id_fkey");
            var _ = handle.createUpdate(ADD)
                    .bind("merchant", merchant.value())
                    .bind("due", due)
                    .bind("called", called)
                    .bind("count", count)
                    .execute();
            var _ = handle.execute("analyze execution");
        });
    }

    long left() {
        return owner.withHandle(handle -> handle.createQuery("""
            select count(*)
              from execution
             where merchant_id = :merchant and session_id < 0 and next_check_at <= :due
            """)
                .bind("merchant", merchant.value())
                .bind("due", due)
                .mapTo(Long.class)
                .one());
    }

    void forget() {
        owner.useHandle(handle -> {
            var _ = handle.execute(
                    "delete from execution_event where execution_id in (select id from execution where session_id <"
                            + " 0)");
            var _ = handle.execute("delete from execution where session_id < 0");
        });
    }
}
