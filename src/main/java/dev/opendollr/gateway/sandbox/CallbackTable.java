package dev.opendollr.gateway.sandbox;

import dev.opendollr.base.db.Columns;
import dev.opendollr.base.db.WaitingMerchants;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.gateway.AttemptId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The SQL of the callbacks in table `sandbox_attempt`. A lease uses real time, because the sandbox's clock can
/// jump beyond it.
final class CallbackTable {
    static final int CLAIMED_MAX = 64;

    /// A callback that is due.
    record Due(MerchantId merchant, AttemptId attempt, Instant callbackAt) {}

    /// Merchants take turns: the first callback of each, then the second of each. So one merchant's callbacks
    /// do not delay another's.
    private static final String CLAIM =
            """
            with recursive %2$s,
            turn as (
            select waiting as merchant
              from merchant_waiting
             where exists (select 1
                             from sandbox_attempt
                            where merchant_id = waiting and callback_at <= :at
                              and (leased_until is null or leased_until <= :real_at))
             order by waiting <= :served_last, waiting
             limit %1$d),
            placed as (
            select due.*, row_number() over (partition by due_merchant order by due_at, due_id) as place
              from turn
             cross join lateral (select merchant_id as due_merchant, id as due_id, callback_at as due_at
                                   from sandbox_attempt
                                  where merchant_id = merchant and callback_at <= :at
                                    and (leased_until is null or leased_until <= :real_at)
                                  order by callback_at
                                  limit %1$d
                                    for no key update skip locked) as due),
            chosen as (
            select due_merchant, due_id
              from placed
             order by place, due_merchant <= :served_last, due_merchant
             limit %1$d)
            update sandbox_attempt
               set leased_until = :lease
              from chosen
             where merchant_id = due_merchant and id = due_id
            returning merchant_id, id, callback_at
            """.formatted(CLAIMED_MAX, WaitingMerchants.in("sandbox_attempt", "callback_at"));

    /// Skips attempts that were given another callback time meanwhile.
    private static final String DELIVERED = """
        update sandbox_attempt attempt
           set callback_at = callback_again_at, callback_again_at = null, leased_until = null
          from unnest(cast(:merchants as bigint[]), cast(:ids as uuid[]), cast(:times as timestamptz[]))
               as told (told_merchant, told_id, told_at)
         where merchant_id = told_merchant and id = told_id and callback_at = told_at
        """;

    private CallbackTable() {}

    /// Claims callbacks that are due. No other process claims them before `lease`. The merchants after
    /// `servedLast` come first.
    static List<Due> claim(Handle handle, Instant at, Instant realAt, Instant lease, long servedLast) {
        return handle.createQuery(CLAIM)
                .bind("at", at)
                .bind("real_at", realAt)
                .bind("lease", lease)
                .bind("served_last", servedLast)
                .map((row, context) -> new Due(
                        Columns.id(row, "merchant_id", MerchantId::new),
                        new AttemptId(row.getObject("id", UUID.class)),
                        Columns.instant(row, "callback_at")))
                .list();
    }

    static int delivered(Handle handle, List<Due> told) {
        return handle.createUpdate(DELIVERED)
                .bindArray(
                        "merchants",
                        Long.class,
                        told.stream()
                                .map(due -> (Object) due.merchant().value())
                                .toList())
                .bindArray(
                        "ids",
                        String.class,
                        told.stream()
                                .map(due -> (Object) due.attempt().value().toString())
                                .toList())
                .bindArray(
                        "times",
                        String.class,
                        told.stream()
                                .map(due -> (Object) due.callbackAt().toString())
                                .toList())
                .execute();
    }
}
