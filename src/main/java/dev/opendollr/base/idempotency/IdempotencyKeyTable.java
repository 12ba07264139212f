package dev.opendollr.base.idempotency;

import dev.opendollr.base.identity.MerchantId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The SQL of table `idempotency_key`.
final class IdempotencyKeyTable {
    private static final int FORGOTTEN_AT_ONCE = 10;

    /// Takes a key that is new or out of date; waits while another transaction takes it.
    private static final String CLAIM = """
        insert into idempotency_key as known (merchant_id, key, fingerprint, created_at)
        values (:merchant, :key, :fingerprint, :at)
            on conflict (merchant_id, key) do update
           set fingerprint = excluded.fingerprint, answer = null, created_at = excluded.created_at
         where known.created_at <= :out_of_date
        """;

    private static final String KEEP_ANSWER = """
        update idempotency_key
           set answer = :answer
         where merchant_id = :merchant and key = :key and answer is null
        """;

    private static final String ANSWER = """
        select answer
          from idempotency_key
         where merchant_id = :merchant and key = :key and fingerprint = :fingerprint and answer is not null
        """;

    /// Deletes a few keys at a time, and skips those that another transaction has locked.
    private static final String FORGET_SOME = """
        delete from idempotency_key
         where merchant_id = :merchant
           and key in (select key
                         from idempotency_key
                        where merchant_id = :merchant and created_at <= :out_of_date
                        order by created_at
                        limit :limit
                          for update skip locked)
        """;

    private IdempotencyKeyTable() {}

    static boolean claim(Handle tx, IdempotencyKey claim, Instant at, Instant outOfDate) {
        return tx.createUpdate(CLAIM)
                        .bind("merchant", claim.merchant())
                        .bind("key", claim.key())
                        .bind("fingerprint", claim.fingerprint().sha256())
                        .bind("at", at)
                        .bind("out_of_date", outOfDate)
                        .execute()
                == 1;
    }

    static void keepAnswer(Handle tx, IdempotencyKey claim, String answer) {
        int kept = tx.createUpdate(KEEP_ANSWER)
                .bind("merchant", claim.merchant())
                .bind("key", claim.key())
                .bind("answer", answer)
                .execute();
        if (kept != 1) {
            throw new IllegalStateException("kept " + kept + " answers under one key");
        }
    }

    static Optional<String> answer(Handle tx, IdempotencyKey claim) {
        return tx.createQuery(ANSWER)
                .bind("merchant", claim.merchant())
                .bind("key", claim.key())
                .bind("fingerprint", claim.fingerprint().sha256())
                .mapTo(String.class)
                .findOne();
    }

    static void forgetSome(Handle tx, MerchantId merchant, Instant outOfDate) {
        var _ = tx.createUpdate(FORGET_SOME)
                .bind("merchant", merchant)
                .bind("out_of_date", outOfDate)
                .bind("limit", FORGOTTEN_AT_ONCE)
                .execute();
    }
}
