package dev.opendollr.execution;

import dev.opendollr.base.db.Columns;
import dev.opendollr.execution.Prompts.Place;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// The SQL of table `prompt`. It belongs to no merchant: a phone is the same for all of them.
final class PromptTable {
    /// Old prompts that are deleted at once, more than come.
    private static final int DELETED_MAX = 20;

    /// Until the transaction ends, no other one can count the prompts of this phone.
    private static final String LOCK = """
        select pg_advisory_xact_lock(hashtextextended('prompt ' || :phone, 0))
        """;

    private static final String DELETE_OLD = """
        delete from prompt
         where (phone_hash, reference_id) in (select phone_hash, reference_id
                                                from prompt
                                               where at <= :upto
                                               order by at
                                               limit :limit
                                                 for update skip locked)
        """;

    private static final String SHARE = """
        update prompt
           set asks = asks + 1
         where phone_hash = any(:hashes) and reference_id = :reference
        """;

    private static final String NEWEST = """
        select at
          from prompt
         where phone_hash = any(:hashes) and at > :after
         order by at desc
         limit :limit
        """;

    private static final String INSERT = """
        insert into prompt (phone_hash, reference_id, asks, at)
        values (:hash, :reference, 1, :at)
        """;

    private static final String LEAVE = """
        update prompt
           set asks = asks - 1
         where phone_hash = any(:hashes) and reference_id = :reference and asks > 1
        """;

    private static final String DELETE = """
        delete from prompt
         where phone_hash = any(:hashes) and reference_id = :reference and asks = 1
        """;

    private PromptTable() {}

    static void lock(Handle tx, Place place) {
        tx.createQuery(LOCK).bind("phone", place.phone()).mapTo(String.class).one();
    }

    /// What another transaction is deleting is left to it.
    static void deleteOld(Handle tx, Instant upto) {
        var _ = tx.createUpdate(DELETE_OLD)
                .bind("upto", upto)
                .bind("limit", DELETED_MAX)
                .execute();
    }

    /// Whether the payment has its place already; then one more request shares it.
    static boolean share(Handle tx, Place place) {
        return bound(tx.createUpdate(SHARE), place).execute() == 1;
    }

    /// When the last prompts after `after` were sent, the newest first, at most `limit` of them.
    static List<Instant> newest(Handle tx, Place place, Instant after, int limit) {
        return tx.createQuery(NEWEST)
                .bindArray("hashes", String.class, place.hashes())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> Columns.instant(row, "at"))
                .list();
    }

    static void insert(Handle tx, Place place, Instant at) {
        var _ = tx.createUpdate(INSERT)
                .bind("hash", place.hashes().getFirst())
                .bind("reference", place.reference())
                .bind("at", at)
                .execute();
    }

    /// One request less shares the place; that of the last one is free. Whether the place is free now.
    static boolean leave(Handle tx, Place place) {
        return bound(tx.createUpdate(LEAVE), place).execute() == 0
                && bound(tx.createUpdate(DELETE), place).execute() == 1;
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Place place) {
        return statement.bindArray("hashes", String.class, place.hashes()).bind("reference", place.reference());
    }
}
