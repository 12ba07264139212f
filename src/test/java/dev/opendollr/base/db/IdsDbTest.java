package dev.opendollr.base.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.identity.ExecutionId;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.testing.TestPostgres;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Ids go to PostgreSQL as their numbers, and come back as ids of their kind.
class IdsDbTest {
    private static final MerchantId MERCHANT = new MerchantId(7);
    private static final ExecutionId LARGEST = new ExecutionId(Long.MAX_VALUE);

    private final Database database = new Database(TestPostgres.migrated().server(), 1);

    @AfterEach
    void close() {
        database.close();
    }

    private record Row(MerchantId merchant, ExecutionId execution, Optional<ExecutionId> there, boolean isAbsent) {}

    @Test
    void each_kind_is_bound_and_read_and_so_is_its_absence() {
        var read = database.<Row>single(handle -> handle.createQuery("""
            select cast(:merchant as bigint) as merchant, cast(:execution as bigint) as execution,
                   cast(:there as bigint) as there, cast(:absent as bigint) as absent
            """)
                .bind("merchant", MERCHANT)
                .bind("execution", LARGEST)
                .bind("there", Optional.of(LARGEST))
                .bind("absent", Optional.empty())
                .map((row, context) -> new Row(
                        Columns.id(row, "merchant", MerchantId::new),
                        Columns.id(row, "execution", ExecutionId::new),
                        Columns.optionalId(row, "there", ExecutionId::new),
                        Columns.optionalId(row, "absent", ExecutionId::new).isEmpty()))
                .one());
        assertThat(read).isEqualTo(new Row(MERCHANT, LARGEST, Optional.of(LARGEST), true));
    }
}
