package dev.opendollr.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A run is not spoiled by one quick client, and is repeated when all were quicker than expected.
class UnitStockTest {
    private static final Measurement SHOWN =
            new Measurement(1, Duration.ofSeconds(1), Latencies.of(List.of(new long[] {1})), 0, 0);

    @Test
    void one_client_may_draw_all_that_was_meant_for_several() {
        var stock = new UnitStock(new UnitBlock(1, 1, 4, 25));
        var drawn = IntStream.range(0, 100).mapToLong(_ -> stock.draw()).toArray();
        assertThat(drawn).hasSize(100).doesNotHaveDuplicates().contains(0, 99);
        assertThatThrownBy(stock::draw).isInstanceOf(RanDry.class);
    }

    @Test
    void a_run_that_ran_dry_is_repeated_with_twice_as_many() {
        List<Long> asked = new ArrayList<>();
        var measured = Bench.withEnough(5_000, perSecond -> {
            asked.add(perSecond);
            if (perSecond < 20_000) {
                throw new RanDry();
            }
            return SHOWN;
        });
        assertThat(measured).isSameAs(SHOWN);
        assertThat(asked).containsExactly(5_000L, 10_000L, 20_000L);
    }

    @Test
    void a_stock_that_never_suffices_is_no_endless_loop() {
        List<Long> asked = new ArrayList<>();
        assertThatThrownBy(() -> Bench.withEnough(1_000, perSecond -> {
                    asked.add(perSecond);
                    throw new RanDry();
                }))
                .hasMessageContaining("ran out");
        assertThat(asked).hasSize(7);
    }
}
