package dev.opendollr.base.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.work.FairPlaces.Entry;
import dev.opendollr.testing.Eventually;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LanePlacesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration NONE = Duration.ZERO;
    private static final int WAITING_MAX = 256;
    private static final int OF_NETWORK_WAITING_MAX = 64;
    private static final int OF_PAYERS_WAITING_MAX = 4 * WAITING_MAX;

    private final LanePlaces places = new LanePlaces(16, WAITING_MAX);

    @Test
    void strangers_hold_a_quarter_together_and_one_network_half_of_it() throws InterruptedException {
        assertThat(held(stranger(1), 3)).isEqualTo(2);
        assertThat(held(stranger(2), 1)).isEqualTo(1);
        assertThat(held(stranger(3), 1)).isEqualTo(1);
        assertThat(held(stranger(4), 1)).as("the quarter is held").isZero();
        assertThat(held(merchant(1), 9)).isEqualTo(8);
        assertThat(held(merchant(2), 4)).as("one is kept for the program").isEqualTo(3);
        assertThat(held(new Lane.Program(), 1)).isEqualTo(1);
        assertThat(places.held()).isEqualTo(16);
    }

    @Test
    void strangers_of_this_machine_may_have_all_that_strangers_have() throws InterruptedException {
        Lane here = new Lane.Stranger(new CallerNetwork(InetAddress.ofLiteral("127.0.0.1")));
        assertThat(held(here, 5)).isEqualTo(4);
        leave(here, 1);
        assertThat(held(stranger(1), 1)).isEqualTo(1);
    }

    @Test
    void payers_of_one_merchant_hold_a_quarter_and_all_payers_half() throws InterruptedException {
        assertThat(held(payer(1), 5)).isEqualTo(4);
        assertThat(held(payer(2), 5)).isEqualTo(4);
        assertThat(held(payer(3), 1)).as("the half is held").isZero();
        assertThat(held(merchant(1), 9)).as("one is kept for the program").isEqualTo(7);
        assertThat(held(new Lane.Program(), 1)).isEqualTo(1);
        leave(payer(2), 1);
        assertThat(held(payer(3), 1)).as("the last one is kept for the program").isZero();
        leave(merchant(1), 1);
        assertThat(held(payer(3), 2)).isEqualTo(1);
        leave(payer(1), 4);
        leave(payer(2), 3);
        leave(payer(3), 1);
        leave(merchant(1), 6);
        leave(new Lane.Program(), 1);
        assertThat(places.busy()).isZero();
        assertThat(held(payer(3), 5)).as("nothing was lost").isEqualTo(4);
    }

    @Test
    void what_payers_hold_is_not_what_their_merchant_or_strangers_may_hold() throws InterruptedException {
        assertThat(held(payer(1), 4)).isEqualTo(4);
        assertThat(held(merchant(1), 8)).isEqualTo(8);
        assertThat(held(stranger(1), 2)).isEqualTo(2);
        assertThat(held(stranger(2), 2)).as("one is kept for the program").isEqualTo(1);
    }

    @Test
    void payers_of_a_merchant_whose_line_is_full_are_told_at_once_and_those_of_another_get_the_next_turn()
            throws Exception {
        assertThat(held(payer(1), 4)).isEqualTo(4);
        assertThat(held(payer(2), 4)).isEqualTo(4);
        var order = new ConcurrentLinkedQueue<Lane>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Entry>> all = new ArrayList<>();
            for (int caller = 0; caller < OF_PAYERS_WAITING_MAX; caller++) {
                all.add(threads.submit(() -> pass(payer(1), order)));
            }
            Eventually.isTrue("all wait", () -> places.waiting() == OF_PAYERS_WAITING_MAX);
            assertThat(places.enter(payer(1), PATIENCE)).isEqualTo(Entry.FULL);
            all.add(threads.submit(() -> pass(payer(3), order)));
            Eventually.isTrue("it waits", () -> places.waiting() == OF_PAYERS_WAITING_MAX + 1);
            leave(payer(1), 1);
            for (var one : all) {
                assertThat(one.get()).isEqualTo(Entry.IN);
            }
        }
        assertThat(List.copyOf(order).indexOf(payer(3))).isLessThanOrEqualTo(1);
        assertThat(places.busy()).isEqualTo(7);
    }

    /// What a network gives back, or does not get in time, is there for others.
    @Test
    void nothing_is_lost_when_places_are_given_back_or_not_gotten() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            assertThat(held(merchant(1), 8)).isEqualTo(8);
            assertThat(held(merchant(2), 8)).isEqualTo(7);
            assertThat(held(stranger(1), 2)).as("all are held").isZero();
            leave(merchant(1), 8);
            leave(merchant(2), 7);
            assertThat(held(stranger(1), 2)).isEqualTo(2);
            assertThat(held(stranger(2), 2)).isEqualTo(2);
            leave(stranger(1), 2);
            leave(stranger(2), 2);
            assertThat(places.busy()).isZero();
        }
    }

    @Test
    void a_network_whose_line_is_full_is_told_at_once_and_another_gets_the_next_turn() throws Exception {
        assertThat(held(stranger(1), 2)).isEqualTo(2);
        assertThat(held(stranger(2), 2)).isEqualTo(2);
        var order = new ConcurrentLinkedQueue<Lane>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Entry>> all = new ArrayList<>();
            for (int caller = 0; caller < OF_NETWORK_WAITING_MAX; caller++) {
                all.add(threads.submit(() -> pass(stranger(1), order)));
            }
            Eventually.isTrue("all wait", () -> places.waiting() == OF_NETWORK_WAITING_MAX);
            assertThat(places.enter(stranger(1), PATIENCE)).isEqualTo(Entry.FULL);
            assertThat(places.refused()).isEqualTo(1);
            all.add(threads.submit(() -> pass(stranger(3), order)));
            Eventually.isTrue("it waits", () -> places.waiting() == OF_NETWORK_WAITING_MAX + 1);
            leave(stranger(1), 1);
            for (var one : all) {
                assertThat(one.get()).isEqualTo(Entry.IN);
            }
        }
        assertThat(List.copyOf(order).indexOf(stranger(3))).isLessThanOrEqualTo(1);
        assertThat(places.busy()).isEqualTo(3);
    }

    @Test
    void one_place_is_enough_for_all() throws InterruptedException {
        var narrow = new LanePlaces(1, WAITING_MAX);
        for (var lane : List.of(stranger(1), payer(1), merchant(1), new Lane.Program(), payer(2), stranger(2))) {
            assertThat(narrow.enter(lane, NONE)).isEqualTo(Entry.IN);
            assertThat(narrow.enter(stranger(3), NONE)).isEqualTo(Entry.TOO_LATE);
            assertThat(narrow.enter(payer(3), NONE)).isEqualTo(Entry.TOO_LATE);
            narrow.leave(lane);
        }
        assertThat(narrow.busy()).isZero();
    }

    private Entry pass(Lane lane, ConcurrentLinkedQueue<Lane> order) throws InterruptedException {
        var entry = places.enter(lane, PATIENCE);
        order.add(lane);
        places.leave(lane);
        return entry;
    }

    /// How many of `wanted` places it got without waiting.
    private int held(Lane lane, int wanted) throws InterruptedException {
        int held = 0;
        for (int i = 0; i < wanted; i++) {
            held += places.enter(lane, NONE) == Entry.IN ? 1 : 0;
        }
        return held;
    }

    private void leave(Lane lane, int count) {
        for (int i = 0; i < count; i++) {
            places.leave(lane);
        }
    }

    private static Lane stranger(int number) {
        return new Lane.Stranger(new CallerNetwork(InetAddress.ofLiteral("192.0.2." + number)));
    }

    private static Lane payer(long merchant) {
        return new Lane.Payer(new MerchantId(merchant));
    }

    private static Lane merchant(long id) {
        return new Lane.Merchant(new MerchantId(id));
    }
}
