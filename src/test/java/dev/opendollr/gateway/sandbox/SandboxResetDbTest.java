package dev.opendollr.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.db.Migrations;
import dev.opendollr.testing.Refusals;
import dev.opendollr.testing.TestPostgres;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SandboxResetDbTest {
    private final TestPostgres.Clone clone = TestPostgres.migrated();

    @Test
    void every_table_is_either_emptied_or_kept() {
        var tables = clone.asOwner()
                .withHandle(
                        handle -> handle.createQuery("""
                            select tablename from pg_tables
                             where schemaname = 'public' and tablename <> 'flyway_schema_history'
                            """).mapTo(String.class).list());
        assertThat(Stream.concat(SandboxResetTable.EMPTIED.stream(), SandboxResetTable.KEPT.stream()))
                .containsExactlyInAnyOrderElementsOf(tables);
    }

    @Test
    void it_empties_what_happened_and_gives_the_clock_back() {
        fill();
        SandboxReset.run(clone.owner());
        for (var table : SandboxResetTable.EMPTIED) {
            assertThat(count(table)).as(table).isZero();
        }
        for (var table : List.of("merchant", "credential", "fee_tier", "fx_rate")) {
            assertThat(count(table)).as(table).isPositive();
        }
        try (var database = new Database(clone.server(), 1);
                var clock = new SandboxClock(InstantSource.system(), database)) {
            assertThat(clock.offset()).isZero();
            clock.move(Duration.ofHours(1));
            assertThat(clock.offset()).isEqualTo(Duration.ofHours(1));
        }
    }

    @Test
    void while_others_are_connected_nothing_is_emptied() {
        fill();
        try (var server = new Database(clone.server(), 2)) {
            assertThat(Migrations.happened(server)).isTrue();
            assertThat(Refusals.sentence(() -> SandboxReset.run(clone.owner()))).contains("stop every server");
        }
        assertThat(count("party")).isOne();
    }

    @Test
    void what_was_live_once_is_never_emptied() {
        fill();
        try (var server = new Database(clone.server(), 1)) {
            Migrations.markLive(server);
            Migrations.markLive(server);
        }
        assertThat(Refusals.sentence(() -> SandboxReset.run(clone.owner()))).contains("live role");
        assertThat(count("party")).isOne();
    }

    private void fill() {
        clone.asOwner().useHandle(handle -> {
            var _ = handle.execute("""
                insert into merchant (id, name, merchant_type, created_at) overriding system value
                values (7, 'Shop', 'ORGANIZATION', now())
                """);
            var _ = handle.execute("""
                insert into credential (client_id, merchant_id, secret_sha256, created_at)
                values ('odc_0123456789abcdef01234567', 7, repeat('0', 64), now())
                """);
            var _ = handle.execute("""
                insert into party (merchant_id, id, fullname, phone, created_at, updated_at)
                values (7, 1, 'Ma Hawa', '231881234789', now(), now())
                """);
            var _ = handle.execute("""
                insert into sandbox_outage (merchant_id, payment_method, kind, until)
                values (7, 'CREDIT_CARD', 'REJECTS', now())
                """);
            var _ = handle.execute("update sandbox_clock set offset_micros = 315360000000000");
        });
    }

    private long count(String table) {
        return clone.asOwner()
                .withHandle(handle -> handle.createQuery("select count(*) from " + table)
                        .mapTo(Long.class)
                        .one());
    }
}
