package dev.opendollr.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.feed.FeedTable.Issued;
import dev.opendollr.feed.Horizon.Running;
import org.junit.jupiter.api.Test;

class HorizonTest {
    private final Horizon horizon = new Horizon();

    private long look(long issued, long oldestRunning, long nextTransaction) {
        return horizon.of(new Issued(issued, "here"), new Running(oldestRunning, nextTransaction));
    }

    @Test
    void where_nothing_runs_all_is_decided() {
        assertThat(look(7, 100, 100)).isEqualTo(7);
        assertThat(look(9, 104, 104)).isEqualTo(9);
    }

    @Test
    void what_runs_may_have_any_number_that_was_given_out_meanwhile() {
        assertThat(look(7, 100, 101)).isZero();
        assertThat(look(9, 100, 103)).isZero();
        assertThat(look(9, 102, 105))
                .as("all that ran at the first look have ended")
                .isEqualTo(7);
        assertThat(look(9, 103, 105)).as("and at the second").isEqualTo(9);
    }

    @Test
    void one_that_runs_for_long_holds_up_all_that_come_after_it() {
        assertThat(look(3, 50, 50)).isEqualTo(3);
        for (int number = 0; number < 1_000; number++) {
            assertThat(look(4 + number, 50, 51 + number)).isEqualTo(3);
        }
        assertThat(look(1_004, 1_051, 1_060)).as("once it has ended").isEqualTo(1_003);
        assertThat(look(1_004, 1_060, 1_060)).isEqualTo(1_004);
    }

    @Test
    void where_transactions_come_and_go_it_follows_them() {
        for (int number = 0; number < 1_000; number++) {
            assertThat(look(1 + number, 50 + number, 60 + number)).isEqualTo(Math.max(0, number - 9));
        }
    }

    /// Two readers look at once; the one whose view is older must not be told what only the other can see.
    @Test
    void an_older_view_is_told_no_more_than_it_can_see() {
        assertThat(look(7, 100, 102)).isZero();
        assertThat(look(9, 105, 105)).isEqualTo(9);
        assertThat(look(9, 101, 103)).isZero();
        assertThat(look(9, 102, 104)).isEqualTo(7);
    }

    @Test
    void of_two_views_that_come_the_wrong_way_round_both_count() {
        assertThat(look(5, 90, 110)).isZero();
        assertThat(look(8, 90, 105)).isZero();
        assertThat(look(8, 105, 110)).isEqualTo(8);
        assertThat(look(8, 110, 111)).isEqualTo(8);
    }

    @Test
    void numbers_and_transactions_of_another_server_mean_nothing() {
        assertThat(look(5_000, 900, 1_000)).isZero();
        assertThat(horizon.knows("here")).isTrue();
        assertThat(horizon.knows("there")).isFalse();
        assertThat(horizon.of(new Issued(10, "there"), new Running(1_000, 1_001)))
                .isZero();
        assertThat(horizon.of(new Issued(10, "there"), new Running(1_001, 1_001)))
                .isEqualTo(10);
    }
}
