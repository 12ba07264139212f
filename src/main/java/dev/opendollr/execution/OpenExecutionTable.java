package dev.opendollr.execution;

import dev.opendollr.db.Columns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The SQL by which those who run the service look at the executions of all merchants.
final class OpenExecutionTable {
    private static final String LIST_OPEN = "select " + ExecutionTable.COLUMNS + """
          from execution
         where next_check_at is not null and status in ('PENDING', 'PROCESSING')
         order by created_at, merchant_id, id
         limit :limit
        """;

    private static final String LIST_LATE = "select " + ExecutionTable.COLUMNS + """
          from execution
         where not_kept_at is not null and operation_type in ('PAYOUT', 'REFUND') and session_id is not null
         order by not_kept_at, merchant_id, id
         limit :limit
        """;

    private static final String SUMMARY = """
        select count(*) as open, coalesce(min(created_at), cast(:at as timestamptz)) as oldest
          from execution
         where next_check_at is not null and status in ('PENDING', 'PROCESSING')
        """;

    private OpenExecutionTable() {}

    /// The oldest first, whoever they belong to.
    static List<Execution> listOpen(Handle handle, int limit) {
        return list(handle, LIST_OPEN, limit);
    }

    /// What gateways have paid although they had declined it, the oldest first, whoever it belongs to.
    static List<Execution> listLate(Handle handle, int limit) {
        return list(handle, LIST_LATE, limit);
    }

    private static List<Execution> list(Handle handle, String sql, int limit) {
        return handle.createQuery(sql)
                .bind("limit", limit)
                .map((row, context) -> ExecutionTable.read(row))
                .list();
    }

    static OpenExecutions.Summary summary(Handle handle, Instant at) {
        return handle.createQuery(SUMMARY)
                .bind("at", at)
                .map((row, context) -> new OpenExecutions.Summary(
                        row.getInt("open"), Duration.between(Columns.instant(row, "oldest"), at)))
                .one();
    }
}
