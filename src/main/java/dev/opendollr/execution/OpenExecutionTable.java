package dev.opendollr.execution;

import dev.opendollr.base.db.Columns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The SQL by which operators read the executions of all merchants.
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

    /// Goes through the merchants, so that the index that begins with `merchant_id` is used.
    private static final String FIND_BY_REFERENCE = "select " + ExecutionTable.COLUMNS + """
          from execution
         where merchant_id in (select merchant.id from merchant) and reference_id = :reference
         order by merchant_id
         limit :limit
        """;

    private static final String HISTORY = """
        select version, type, from_status, to_status, at, actor, reason
          from execution_event
         where merchant_id = :merchant and execution_id = :execution
         order by version
         limit :limit
        """;

    private OpenExecutionTable() {}

    /// The executions of all merchants with this reference.
    static List<Execution> findByReference(Handle handle, UUID reference, int limit) {
        return handle.createQuery(FIND_BY_REFERENCE)
                .bind("reference", reference)
                .bind("limit", limit)
                .map((row, context) -> ExecutionTable.read(row))
                .list();
    }

    static List<ExecutionHistoryEntry> history(Handle handle, Execution execution, int limit) {
        return handle.createQuery(HISTORY)
                .bind("merchant", execution.merchant())
                .bind("execution", execution.id())
                .bind("limit", limit)
                .map((row, context) -> new ExecutionHistoryEntry(
                        row.getInt("version"),
                        row.getString("type"),
                        Columns.text(row, "from_status").map(ExecutionStatus::valueOf),
                        ExecutionStatus.valueOf(row.getString("to_status")),
                        Columns.instant(row, "at"),
                        row.getString("actor"),
                        Columns.text(row, "reason")))
                .list();
    }

    /// The open executions of all merchants, the oldest first.
    static List<Execution> listOpen(Handle handle, int limit) {
        return list(handle, LIST_OPEN, limit);
    }

    /// Payouts and refunds that merchants requested, and that gateways have paid although they had declined
    /// them. Of all merchants, the oldest first. Automatic refunds are not among them.
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
