package dev.opendollr.gateway.sandbox;

import dev.opendollr.db.Columns;
import dev.opendollr.identity.MerchantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The SQL of the callbacks in table `sandbox_attempt`. A lease is in real time: the clock can jump over it.
final class CallbackTable {
    /// A callback that is due.
    record Due(MerchantId merchant, UUID attempt, Instant callbackAt) {}

    private static final String CLAIM = """
        with due as (
        select merchant_id, id
          from sandbox_attempt
         where callback_at <= :at and (leased_until is null or leased_until <= :real_at)
         order by callback_at
         limit :limit
           for no key update skip locked)
        update sandbox_attempt attempt
           set leased_until = :lease
          from due
         where attempt.merchant_id = due.merchant_id and attempt.id = due.id
        returning attempt.merchant_id, attempt.id, attempt.callback_at
        """;

    /// Leaves those alone that were given another callback meanwhile.
    private static final String DELIVERED = """
        update sandbox_attempt attempt
           set callback_at = callback_again_at, callback_again_at = null, leased_until = null
          from unnest(cast(:merchants as bigint[]), cast(:ids as uuid[]), cast(:times as timestamptz[]))
               as told (told_merchant, told_id, told_at)
         where merchant_id = told_merchant and id = told_id and callback_at = told_at
        """;

    private CallbackTable() {}

    /// Callbacks that are due, and that nobody else claims before `lease`.
    static List<Due> claim(Handle handle, Instant at, Instant realAt, Instant lease, int limit) {
        return handle.createQuery(CLAIM)
                .bind("at", at)
                .bind("real_at", realAt)
                .bind("lease", lease)
                .bind("limit", limit)
                .map((row, context) -> new Due(
                        new MerchantId(row.getLong("merchant_id")),
                        row.getObject("id", UUID.class),
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
                                .map(due -> (Object) due.attempt().toString())
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
