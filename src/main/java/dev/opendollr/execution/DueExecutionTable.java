package dev.opendollr.execution;

import dev.opendollr.base.db.WaitingMerchants;
import dev.opendollr.base.identity.MerchantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The SQL that divides the due executions among processes, and fairly among merchants.
final class DueExecutionTable {
    /// The most executions that one statement claims.
    static final int CLAIMED_MAX = 16;

    /// Claims due executions for a limited time, during which other processes leave them alone. If this process
    /// dies, they become due again after that time.
    ///
    /// Merchants take turns, in the order of their ids. Of each merchant, executions with a callback come
    /// first, then those that have been due longest. Rows locked by another transaction are skipped. The limits
    /// are literals and not parameters, so that the planner knows how few rows there are.
    private static final String CLAIM = """
        with recursive %4$s,
        turn as (
        select waiting as merchant
          from merchant_waiting
         where cardinality(array_positions(cast(:under_way as bigint[]), waiting)) < %3$d
           and exists (select 1 from execution where merchant_id = waiting and next_check_at <= :at)
         order by waiting <= :served_last, waiting
         limit %2$d),
        due as (
        select 0 as rank, called.*
          from turn
         cross join lateral (select merchant_id as due_merchant, id as due_id, next_check_at as due_at
                               from execution
                              where merchant_id = merchant and news_at is not null and next_check_at <= :at
                              order by next_check_at
                              limit %2$d
                                for no key update skip locked) as called
         union all
        select 1 as rank, silent.*
          from turn
         cross join lateral (select merchant_id as due_merchant, id as due_id, next_check_at as due_at
                               from execution
                              where merchant_id = merchant and news_at is null and next_check_at <= :at
                              order by next_check_at
                              limit %2$d
                                for no key update skip locked) as silent),
        placed as (
        select due_merchant, due_id,
               row_number() over (partition by due_merchant order by rank, due_at, due_id) as place
          from due),
        chosen as (
        select due_merchant, due_id
          from placed
         where place <= %3$d - cardinality(array_positions(cast(:under_way as bigint[]), due_merchant))
         order by place, due_merchant <= :served_last, due_merchant
         limit :limit),
        taken as (
        update execution
           set next_check_at = :taken_until, checks = checks + 1
          from chosen
         where merchant_id = due_merchant and id = due_id and next_check_at <= :at
        returning %1$s)
        select %1$s
          from taken
         order by created_at, id
        """.formatted(
                    ExecutionTable.COLUMNS,
                    CLAIMED_MAX,
                    LooksUnderWay.SHARE_MAX,
                    WaitingMerchants.in("execution", "next_check_at"));

    private DueExecutionTable() {}

    /// One claim: how many executions at most, the merchant served last, and the merchant of each look under
    /// way.
    record Claim(int limit, long servedLast, Collection<MerchantId> underWay) {}

    static List<Execution> claim(Handle handle, Claim claim, Instant at, Instant takenUntil) {
        return handle.createQuery(CLAIM)
                .bind("limit", claim.limit())
                .bind("served_last", claim.servedLast())
                .bindArray(
                        "under_way",
                        Long.class,
                        claim.underWay().stream().map(MerchantId::value).toList())
                .bind("at", at)
                .bind("taken_until", takenUntil)
                .map((row, context) -> ExecutionTable.read(row))
                .list();
    }
}
