package dev.opendollr.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// What is true of a database whatever happened before; each query finds the rows that break one rule.
public final class Invariants {
    private static final Map<String, String> BROKEN = Map.of(
            "the total and the count of a source are those of its items",
            """
            select source.id
              from source
              left join source_item as item
                on item.merchant_id = source.merchant_id and item.source_id = source.id
             group by source.merchant_id, source.id
            having source.total_amount <> coalesce(sum(item.qty * item.amount), 0)
                or source.item_count <> count(item.id)
            """,
            "every version of a source has exactly one event",
            """
            select source.id
              from source
              left join source_event as event
                on event.merchant_id = source.merchant_id and event.source_id = source.id
             group by source.merchant_id, source.id
            having count(event.version) <> source.version or max(event.version) <> source.version
            """,
            "the events of a source follow each other without a gap, in time too",
            """
            select source_id
              from (select source_id, version, from_status, at,
                           lag(to_status) over history as prior_status, lag(at) over history as prior_at
                      from source_event
                    window history as (partition by merchant_id, source_id order by version)) as event
             where from_status is distinct from prior_status or at < prior_at
            """,
            "a source is in the status its last event left it in",
            """
            select source.id
              from source
              join source_event as event on event.merchant_id = source.merchant_id and event.source_id = source.id
                                        and event.version = source.version
             where event.to_status <> source.status or event.at <> source.updated_at
            """,
            "no item came to a source after it was published or canceled",
            """
            select source_id
              from source_event
             where type in ('ITEM_ADDED', 'ITEM_UPDATED', 'ITEM_REMOVED', 'UPDATED') and to_status <> 'IDLE'
            """);

    private Invariants() {}

    public static void check(Jdbi owner) {
        BROKEN.forEach((rule, query) -> {
            var broken = owner.withHandle(
                    handle -> handle.createQuery(query).mapTo(Long.class).list());
            assertThat(broken).as(rule).isEmpty();
        });
    }
}
