package dev.opendollr.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.execution.Standing;
import dev.opendollr.page.PageState.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What no payment through the doors can time.
class PageStateTest {
    private static final Instant DEADLINE = Instant.parse("2026-11-28T10:00:00Z");

    @Test
    void the_time_to_pay_ends_at_its_last_instant() {
        var instant = Duration.ofNanos(1_000);
        assertThat(deadline(DEADLINE.minus(instant))).isEqualTo(Deadline.OPEN);
        assertThat(deadline(DEADLINE)).isEqualTo(Deadline.OVER);
        assertThat(deadline(DEADLINE.plus(instant))).isEqualTo(Deadline.OVER);
    }

    private static Deadline deadline(Instant now) {
        var none = new Standing(Optional.empty(), 0, true, List.of());
        return PageState.of(ShopAddressTest.invoice("INV-2026-00042"), Optional.of(DEADLINE), none, now)
                .deadline();
    }
}
