package dev.opendollr.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void a_table_has_a_row_for_each_round_and_the_median_of_each_column() {
        var rounds = List.of(
                new Round(measured(4_000, 8_000, 900, 0), measured(5_000, 6_000, 1_500, 400)),
                new Round(measured(2_000, 9_000, 800, 0), measured(4_000, 7_550, 1_200, 300)),
                new Round(measured(3_000, 7_000, 700, 0), measured(3_000, 8_000, 1_300, 500)));

        var table = new Report("collections").table(rounds);

        assertThat(table).contains("| pgbench collections/s |", "| OpenDollr collections/s |");
        assertThat(table.lines().skip(2))
                .containsExactly(
                        "| 1 | 4000 | 8.00 | 8.00 | 5000 | 6.00 | 6.00 | 1.25 | 2.25 | 3.00 | 0.80 |",
                        "| 2 | 2000 | 9.00 | 9.00 | 4000 | 7.55 | 7.55 | 2.00 | 4.00 | 3.00 | 0.75 |",
                        "| 3 | 3000 | 7.00 | 7.00 | 3000 | 8.00 | 8.00 | 1.00 | 2.33 | 4.33 | 1.66 |",
                        "| median | 3000 | 8.00 | 8.00 | 4000 | 7.55 | 7.55 | 1.25 | 2.33 | 3.00 | 0.80 |");
    }

    @Test
    void the_median_of_two_is_the_lower_one() {
        assertThat(Report.median(new long[] {9, 3})).isEqualTo(3);
    }

    @Test
    void a_run_that_did_nothing_has_no_rate() {
        var nothing = new Measurement(0, Duration.ZERO, Latencies.of(List.of()), 0, 0);

        assertThat(new Round(nothing, nothing).ratioPerMille()).isZero();
    }

    private static Measurement measured(long units, long micros, long cpuMillis, long generatorCpuMillis) {
        return new Measurement(
                units,
                Duration.ofSeconds(1),
                Latencies.of(List.of(new long[] {micros})),
                cpuMillis,
                generatorCpuMillis);
    }
}
