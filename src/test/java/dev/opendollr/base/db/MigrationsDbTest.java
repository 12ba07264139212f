package dev.opendollr.base.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

class MigrationsDbTest {
    @Test
    void an_empty_database_is_brought_to_this_version_once() {
        var clone = TestPostgres.empty();
        assertThat(Migrations.migrate(clone.owner(), clone.server().user())).isPositive();
        assertThat(Migrations.migrate(clone.owner(), clone.server().user())).isZero();
        assertThat(tables(clone))
                .contains("merchant", "credential", "party", "counterparty", "source", "source_item", "source_event");
    }

    @Test
    void the_servers_role_owns_nothing_and_cannot_rewrite_history() {
        var clone = TestPostgres.migrated();
        var server = Jdbi.create(
                clone.server().url(), clone.server().user(), clone.server().password());
        assertThat(owned(clone)).isZero();
        for (var forbidden : List.of(
                "update source_event set reason = 'x'",
                "delete from source_event",
                "delete from source",
                "truncate source_event",
                "drop table source_event",
                "alter table source_event add column x int",
                "update fee_tier_rate set percentage = 0",
                "delete from fx_rate",
                "update gateway_fee set fixed_fee = null",
                "update collection_floor set floor = 0",
                "create table mine (x int)")) {
            assertThatThrownBy(() -> server.withHandle(handle -> handle.execute(forbidden)))
                    .as(forbidden)
                    .isInstanceOf(JdbiException.class)
                    .rootCause()
                    .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
    }

    @Test
    void merchants_that_were_there_before_tiers_get_the_default_tier() throws Exception {
        var tiers = TestPostgres.empty().asOwner().withHandle(handle -> {
            try (var statement = handle.getConnection().createStatement()) {
                statement.execute(script("V001__orders_life.sql"));
                statement.execute("""
                    insert into merchant (name, merchant_type, created_at)
                    values ('Old Shop', 'ORGANIZATION', '2025-05-05T00:00:00Z')\
                    """);
                statement.execute(script("V003__prices.sql"));
            }
            return handle.createQuery("""
                select merchant.name || ' ' || fee_tier.name || ' ' || (assigned_at = merchant.created_at)
                  from merchant_fee_tier
                  join merchant on merchant.id = merchant_id
                  join fee_tier on fee_tier.id = fee_tier_id\
                """).mapTo(String.class).list();
        });
        assertThat(tiers).containsExactly("Old Shop STANDARD true");
    }

    private static String script(String name) throws IOException {
        return Files.readString(Path.of("src/main/resources/db/migration", name));
    }

    @Test
    void every_key_and_reference_of_a_merchants_data_starts_with_the_merchant() {
        var keys = TestPostgres.migrated()
                .asOwner()
                .withHandle(
                        handle -> handle.createQuery("""
                            select conrelid::regclass || ' ' || pg_get_constraintdef(oid)
                              from pg_constraint
                             where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f')
                               and conrelid not in ('merchant'::regclass, 'credential'::regclass,
                                                    'sandbox_clock'::regclass, 'live_role'::regclass,
                                                    'verified'::regclass, 'prompt'::regclass,
                                                    'feed_place'::regclass, 'feed_mark'::regclass,
                                                    'provider'::regclass,
                                                    'fee_tier'::regclass,
                                                    'fee_tier_rate'::regclass, 'gateway_fee'::regclass,
                                                    'fx_rate'::regclass, 'collection_floor'::regclass,
                                                    'carrier'::regclass,
                                                    'carrier_prefix'::regclass, 'flyway_schema_history'::regclass)
                               and confrelid <> 'fee_tier'::regclass
                            """).mapTo(String.class).list());
        assertThat(keys)
                .hasSizeGreaterThan(10)
                .allMatch(key -> key.contains("KEY (merchant_id") || key.contains("UNIQUE (merchant_id"));
    }

    @Test
    void no_table_takes_its_times_from_the_database() {
        var defaults = TestPostgres.migrated()
                .asOwner()
                .withHandle(
                        handle -> handle.createQuery("""
                            select column_default
                              from information_schema.columns
                             where table_schema = 'public' and table_name <> 'flyway_schema_history'
                               and column_default is not null
                            """).mapTo(String.class).list());
        assertThat(defaults).isNotEmpty().noneMatch(value -> value.contains("now(") || value.contains("CURRENT"));
    }

    private static List<String> tables(TestPostgres.Clone clone) {
        return clone.asOwner()
                .withHandle(handle -> handle.createQuery("select tablename from pg_tables where schemaname = 'public'")
                        .mapTo(String.class)
                        .list());
    }

    private static int owned(TestPostgres.Clone clone) {
        return clone.asOwner()
                .withHandle(handle -> handle.createQuery(
                                "select count(*) from pg_class where relowner = cast(:role as regrole)")
                        .bind("role", clone.server().user())
                        .mapTo(Integer.class)
                        .one());
    }
}
