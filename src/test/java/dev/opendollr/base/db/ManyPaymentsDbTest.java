package dev.opendollr.base.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Many payments at once, more than a page. `-Dverify.payments=1000000` measures what docs/performance.md says.
class ManyPaymentsDbTest {
    private static final Logger LOG = LoggerFactory.getLogger(ManyPaymentsDbTest.class);
    private static final int PAYMENTS = Integer.getInteger("verify.payments", 12_000);
    private static final String FORGED = "update posting set amount = amount + 0.01 where execution_id = 11111"
            + " and to_account = 'PLATFORM_FEES'";

    @Test
    void all_pages_are_looked_at_and_one_forged_fee_among_many_is_found() {
        var clone = TestPostgres.migrated();
        clone.asOwner().useHandle(handle -> handle.execute(payments()));
        // As autovacuum leaves a database that has grown over time.
        clone.asOwner().useHandle(handle -> handle.execute("vacuum (analyze)"));
        var whole = inspect(clone, false);
        assertThat(whole.broken()).isEmpty();
        assertThat(whole.families()).isEqualTo(PAYMENTS);
        assertThat(inspect(clone, true).families()).isZero();

        clone.asOwner().useHandle(handle -> assertThat(handle.execute(FORGED)).isOne());
        assertThat(inspect(clone, true).broken())
                .isEqualTo(inspect(clone, false).broken())
                .extracting(Invariants.Broken::rule)
                .contains("fees are taken as they were quoted, of what was completed");
    }

    private static Invariants.Report inspect(TestPostgres.Clone clone, boolean onlyChanged) {
        long began = System.nanoTime();
        var watcher = new Invariants.Watcher() {
            @Override
            public void lookedAt(long families, long ofAll) {
                LOG.info("{} {} of {}", since(began), families, ofAll);
            }

            @Override
            public void lookedAt(String rule) {
                LOG.info("{} {}", since(began), rule);
            }
        };
        var report = new Invariants(clone.asServer(), watcher).inspect(onlyChanged);
        LOG.info("{} looked at {}", since(began), report.families());
        return report;
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static String payments() {
        try (var text = ManyPaymentsDbTest.class.getResourceAsStream("/many-payments.sql")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .replace(":payments", Integer.toString(PAYMENTS));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
