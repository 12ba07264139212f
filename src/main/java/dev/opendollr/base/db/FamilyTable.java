package dev.opendollr.base.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.array.SqlArrayTypes;

/// The SQL that finds families and copies some of them into temporary tables, which have the names of the real ones.
final class FamilyTable {
    /// Rules on families read these tables and [#OTHERS]. They group the rows of these two by their keys.
    private static final List<String> KEYED = List.of("source", "execution");

    private static final List<String> OTHERS =
            List.of("source_item", "source_event", "session", "execution_event", "posting", "sandbox_attempt");

    private static final String MAKE_LOOKED_AT = """
        create temporary table if not exists looked_at (merchant_id bigint not null, source_id bigint,
                                                        session_id bigint)
            on commit delete rows
        """;

    private static final String LOOK_AT = """
        insert into looked_at (merchant_id, source_id, session_id)
        select merchant, case when of_source then id end, case when not of_source then id end
          from unnest(cast(:merchants as bigint[]), cast(:ids as bigint[]), cast(:of_source as boolean[]))
               as family (merchant, id, of_source)
        """;

    /// In this order: each step uses the rows that the steps before it have copied. A refund is copied with the
    /// execution that it refunds, even if the refund names another source.
    private static final List<String> COPY = List.of(
            """
            insert into pg_temp.source
            select source.*
              from looked_at
              join public.source on source.merchant_id = looked_at.merchant_id and source.id = looked_at.source_id
            """,
            """
            insert into pg_temp.execution
            select execution.*
              from looked_at
              join public.execution on execution.merchant_id = looked_at.merchant_id
                                   and execution.source_id = looked_at.source_id
            """,
            """
            insert into pg_temp.execution
            select execution.*
              from looked_at
              join public.execution on execution.merchant_id = looked_at.merchant_id
                                   and execution.session_id = looked_at.session_id
                on conflict do nothing
            """,
            """
            insert into pg_temp.execution
            select refund.*
              from pg_temp.execution as original
              join public.execution as refund on refund.merchant_id = original.merchant_id
                                             and refund.original_id = original.id
             where refund.source_id is distinct from original.source_id
                on conflict do nothing
            """,
            of("source_item", "source", "source_id = owner.id"),
            of("source_event", "source", "source_id = owner.id"),
            of("session", "execution", "id = owner.session_id"),
            of("execution_event", "execution", "execution_id = owner.id"),
            of("posting", "execution", "execution_id = owner.id"),
            """
            insert into pg_temp.posting
            select posting.*
              from pg_temp.execution
              join public.posting on origin_merchant_id = execution.merchant_id
                                 and origin_execution_id = execution.id
            """,
            of("sandbox_attempt", "execution", "id = owner.attempt_id"));

    private static final String PAGE_OF_SOURCES = """
        select merchant_id, id, 'SOURCE' as kind
          from public.source
         where (merchant_id, id) > (:merchant, :id)
         order by merchant_id, id
         limit :limit
        """;

    private static final String PAGE_OF_SESSIONS = """
        select merchant_id, id, 'SESSION' as kind
          from public.session
         where (merchant_id, id) > (:merchant, :id) and operation_type in ('PAYOUT', 'TRANSFER')
         order by merchant_id, id
         limit :limit
        """;

    private static final String COUNT = """
        select (select count(*) from public.source)
               + (select count(*) from public.session where operation_type in ('PAYOUT', 'TRANSFER'))
        """;

    /// Families with a row from a transaction that had not ended at the horizon. Transaction numbers are
    /// compared by age, as PostgreSQL does. A family whose rows are too old for that comparison is checked
    /// without need.
    private static final String CHANGED = """
        with past as materialized (
        select age(xid(cast(:horizon as xid8))) as since),
        movers as (
        select merchant_id, id from execution where age(xmin) <= (select since from past)
         union all
        select merchant_id, original_id from execution
         where original_id is not null and age(xmin) <= (select since from past)
         union all
        select merchant_id, execution_id from execution_event where age(xmin) <= (select since from past)
         union all
        select coalesce(origin_merchant_id, merchant_id), coalesce(origin_execution_id, execution_id) from posting
         where age(xmin) <= (select since from past)
         union all
        select execution.merchant_id, execution.id
          from sandbox_attempt as attempt
          join execution on execution.merchant_id = attempt.merchant_id and execution.attempt_id = attempt.id
         where age(attempt.xmin) <= (select since from past)
         union all
        select execution.merchant_id, execution.id
          from session
          join execution on execution.merchant_id = session.merchant_id and execution.session_id = session.id
         where age(session.xmin) <= (select since from past)),
        sources as (
        select merchant_id, id from source where age(xmin) <= (select since from past)
         union all
        select merchant_id, source_id from source_item where age(xmin) <= (select since from past)
         union all
        select merchant_id, source_id from source_event where age(xmin) <= (select since from past))
        select merchant_id, coalesce(source_id, session_id) as id,
               case when source_id is null then 'SESSION' else 'SOURCE' end as kind
          from movers
          join execution using (merchant_id, id)
         union
        select merchant_id, id, 'SOURCE' from sources
         limit :limit
        """;

    private FamilyTable() {}

    private static String of(String table, String owner, String key) {
        return """
            insert into pg_temp.%1$s
            select %1$s.*
              from pg_temp.%2$s as owner
              join public.%1$s on %1$s.merchant_id = owner.merchant_id and %1$s.%3$s
            """.formatted(table, owner, key);
    }

    /// Makes the temporary tables of this session, empty.
    static void prepare(Handle handle) {
        var types = handle.getConfig(SqlArrayTypes.class);
        var _ = types.register(Long.class, "bigint");
        var _ = types.register(Boolean.class, "boolean");
        var _ = handle.execute(MAKE_LOOKED_AT);
        KEYED.forEach(table -> make(handle, table, ", primary key (merchant_id, id)"));
        OTHERS.forEach(table -> make(handle, table, ""));
    }

    private static void make(Handle handle, String table, String key) {
        var _ = handle.execute("""
            create temporary table if not exists %1$s (like public.%1$s%2$s)
                on commit delete rows
            """.formatted(table, key));
    }

    /// Copies `families` into the temporary tables, which must be empty, in the transaction of `tx`.
    static void copy(Handle tx, List<Family> families) {
        var _ = tx.createUpdate(LOOK_AT)
                .bindArray(
                        "merchants",
                        Long.class,
                        families.stream().map(Family::merchant).toList())
                .bindArray("ids", Long.class, families.stream().map(Family::id).toList())
                .bindArray(
                        "of_source",
                        Boolean.class,
                        families.stream()
                                .map(family -> family.kind() == Family.Kind.SOURCE)
                                .toList())
                .execute();
        COPY.forEach(step -> tx.execute(step));
    }

    /// The families after `last` of the same kind, in ascending order.
    static List<Family> page(Handle handle, Family last, int limit) {
        var sql = switch (last.kind()) {
            case SOURCE -> PAGE_OF_SOURCES;
            case SESSION -> PAGE_OF_SESSIONS;
        };
        return handle.createQuery(sql)
                .bind("merchant", last.merchant())
                .bind("id", last.id())
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    static long count(Handle handle) {
        return handle.createQuery(COUNT).mapTo(Long.class).one();
    }

    /// The families that have changed since `horizon`; empty if more than `most` have.
    static Optional<List<Family>> changed(Handle handle, String horizon, int most) {
        var changed = handle.createQuery(CHANGED)
                .bind("horizon", horizon)
                .bind("limit", most + 1)
                .map((row, context) -> read(row))
                .list();
        return changed.size() > most ? Optional.empty() : Optional.of(changed);
    }

    private static Family read(ResultSet row) throws SQLException {
        return new Family(row.getLong("merchant_id"), row.getLong("id"), Family.Kind.valueOf(row.getString("kind")));
    }
}
