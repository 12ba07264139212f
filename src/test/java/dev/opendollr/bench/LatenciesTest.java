package dev.opendollr.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void a_percentile_is_the_smallest_value_that_enough_calls_did_not_exceed() {
        var latencies = Latencies.of(List.of(
                LongStream.rangeClosed(51, 100).toArray(),
                LongStream.rangeClosed(1, 50).toArray()));

        assertThat(latencies.count()).isEqualTo(100);
        assertThat(latencies.percentileMicros(50)).isEqualTo(50);
        assertThat(latencies.percentileMicros(99)).isEqualTo(99);
        assertThat(latencies.percentileMicros(100)).isEqualTo(100);
    }

    @Test
    void a_rank_between_two_calls_takes_the_slower_one() {
        var latencies = Latencies.of(List.of(new long[] {10, 20, 30}));

        assertThat(latencies.percentileMicros(50)).isEqualTo(20);
        assertThat(latencies.percentileMicros(67)).isEqualTo(30);
    }

    @Test
    void one_call_is_every_percentile() {
        var latencies = Latencies.of(List.of(new long[] {7}));

        assertThat(latencies.percentileMicros(1)).isEqualTo(7);
        assertThat(latencies.percentileMicros(99)).isEqualTo(7);
    }

    @Test
    void no_calls_took_no_time() {
        assertThat(Latencies.of(List.of()).percentileMicros(99)).isZero();
    }

    @Test
    void there_is_no_percentile_above_100() {
        var latencies = Latencies.of(List.of(new long[] {7}));

        assertThatThrownBy(() -> latencies.percentileMicros(101)).hasMessageContaining("101");
    }
}
