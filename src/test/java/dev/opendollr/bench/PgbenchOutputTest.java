package dev.opendollr.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.base.problem.StartFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PgbenchOutputTest {
    private static final String SUMMARY = """
        pgbench (15.18 (Debian 15.18-0+deb12u1))
        transaction type: cancel.sql
        scaling factor: 1
        query mode: prepared
        number of clients: 32
        number of threads: 2
        maximum number of tries: 1
        duration: 10 s
        number of transactions actually processed: 39857
        number of failed transactions: 0 (0.000%)
        latency average = 8.004 ms
        initial connection time = 61.170 ms
        tps = 3998.053112 (without initial connection time)
        """;

    @Test
    void the_summary_tells_count_and_rate() {
        assertThat(PgbenchOutput.count(SUMMARY)).isEqualTo(39_857);
        assertThat(PgbenchOutput.perSecond(SUMMARY)).isEqualTo(3_998);
    }

    @Test
    void a_summary_without_a_rate_is_a_failure() {
        assertThatThrownBy(() -> PgbenchOutput.perSecond("")).isInstanceOf(StartFailure.class);
    }

    @Test
    void the_third_field_of_a_log_line_is_the_time_it_took() {
        var log = """
            0 199 2241 0 1175850568 995598
            31 200 12465 0 1175850568 998079
            """;

        assertThat(PgbenchOutput.micros(log.lines())).containsExactly(2_241, 12_465);
    }

    @ParameterizedTest
    @ValueSource(strings = {"source_event_pkey", "execution_merchant_id_session_id_key"})
    void what_cannot_be_written_twice_means_that_the_orders_ran_out(String constraint) {
        var errors =
                List.of("pgbench: error: client 16 script 0 aborted in command 4 query 0: ERROR:  duplicate key value "
                        + "violates unique constraint \"" + constraint + "\"");

        assertThat(PgbenchOutput.ranDry(errors)).isTrue();
        assertThat(PgbenchOutput.ranDry(List.of("pgbench: error: connection to server failed")))
                .isFalse();
    }

    @Test
    void the_complaint_is_the_first_error() {
        var errors = List.of(
                "pgbench: setting up",
                "pgbench: error: client 3 script 0 aborted in command 5",
                "pgbench: fatal: Run was aborted");

        assertThat(PgbenchOutput.complaint(errors)).isEqualTo("pgbench: error: client 3 script 0 aborted in command 5");
        assertThat(PgbenchOutput.complaint(List.of("something"))).isEqualTo("something");
        assertThat(PgbenchOutput.complaint(List.of())).isEqualTo("no reason given");
    }
}
