package dev.opendollr.base.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.work.FairPlaces.Entry;
import dev.opendollr.base.work.FairPlaces.Share;
import dev.opendollr.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class FairPlacesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration NONE = Duration.ZERO;

    @Test
    void nobody_holds_more_than_its_share() throws InterruptedException {
        var places = new FairPlaces<String>(4, _ -> new Share(2, 0, 9));
        assertThat(places.enter("a", NONE)).isEqualTo(Entry.IN);
        assertThat(places.enter("a", NONE)).isEqualTo(Entry.IN);
        assertThat(places.enter("a", NONE)).as("two more are free").isEqualTo(Entry.TOO_LATE);
        assertThat(places.enter("b", NONE)).isEqualTo(Entry.IN);
        places.leave("a");
        assertThat(places.enter("a", NONE)).isEqualTo(Entry.IN);
        assertThat(places.busy()).isEqualTo(3);
    }

    @Test
    void what_must_remain_free_for_others_does() throws InterruptedException {
        var places = new FairPlaces<String>(3, owner -> new Share(3, owner.equals("program") ? 0 : 1, 9));
        assertThat(places.enter("a", NONE)).isEqualTo(Entry.IN);
        assertThat(places.enter("b", NONE)).isEqualTo(Entry.IN);
        assertThat(places.enter("c", NONE)).isEqualTo(Entry.TOO_LATE);
        assertThat(places.enter("program", NONE)).isEqualTo(Entry.IN);
        places.leave("program");
        assertThat(places.enter("c", NONE)).isEqualTo(Entry.TOO_LATE);
        places.leave("a");
        assertThat(places.enter("c", NONE)).isEqualTo(Entry.IN);
    }

    @Test
    void a_full_line_is_told_at_once_and_is_full_for_its_owner_only() throws Exception {
        var places = new FairPlaces<String>(1, _ -> new Share(1, 0, 2));
        assertThat(places.enter("a", NONE)).isEqualTo(Entry.IN);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = enter(threads, places, "a");
            Eventually.isTrue("it has arrived", () -> places.busy() == 2);
            var second = enter(threads, places, "a");
            Eventually.isTrue("it has arrived", () -> places.busy() == 3);
            assertThat(places.enter("a", PATIENCE)).isEqualTo(Entry.FULL);
            var other = enter(threads, places, "b");
            Eventually.isTrue("it has arrived", () -> places.busy() == 4);
            places.leave("a");
            assertThat(first.get()).isEqualTo(Entry.IN);
            places.leave("a");
            assertThat(other.get()).as("its turn comes before the second of a").isEqualTo(Entry.IN);
            assertThat(second.isDone()).isFalse();
            places.leave("b");
            assertThat(second.get()).isEqualTo(Entry.IN);
        }
    }

    @Test
    void whoever_comes_last_waits_for_one_turn_of_each_other_owner() throws Exception {
        var places = new FairPlaces<String>(1, _ -> new Share(1, 0, 100));
        assertThat(places.enter("flood", NONE)).isEqualTo(Entry.IN);
        var order = new ConcurrentLinkedQueue<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int flood = 0; flood < 50; flood++) {
                all.add(threads.submit(() -> pass(places, "flood", order)));
            }
            Eventually.isTrue("all have arrived", () -> places.busy() == 51);
            all.add(threads.submit(() -> pass(places, "late", order)));
            Eventually.isTrue("all have arrived", () -> places.busy() == 52);
            places.leave("flood");
            for (var one : all) {
                one.get();
            }
        }
        assertThat(List.copyOf(order).indexOf("late")).isLessThanOrEqualTo(1);
        assertThat(places.busy()).isZero();
    }

    @Test
    void an_interrupted_waiter_takes_no_place() throws Exception {
        var places = new FairPlaces<String>(1, _ -> new Share(1, 0, 9));
        for (int round = 0; round < 200; round++) {
            assertThat(places.enter("a", NONE)).isEqualTo(Entry.IN);
            var entered = new CountDownLatch(1);
            var waiter = Thread.ofVirtual().start(() -> {
                entered.countDown();
                try {
                    if (places.enter("b", PATIENCE) == Entry.IN) {
                        places.leave("b");
                    }
                } catch (InterruptedException expected) {
                    Thread.currentThread().interrupt();
                }
            });
            entered.await();
            var leaver = Thread.ofVirtual().start(() -> places.leave("a"));
            waiter.interrupt();
            waiter.join();
            leaver.join();
            assertThat(places.busy()).isZero();
        }
    }

    /// Seeded owners come, wait shortly or long, and leave; the sums must always agree.
    @Test
    void no_place_is_lost_or_invented_in_a_crowd() throws Exception {
        var crowd = new Crowd();
        var visitors = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int seed = 0; seed < 40; seed++) {
                var random = new Random(seed);
                int owner = seed % 4;
                visitors.add(threads.submit(() -> crowd.visit(owner, random)));
            }
        }
        for (var visitor : visitors) {
            visitor.get();
        }
        assertThat(crowd.places.busy()).isZero();
        assertThat(crowd.mostInside.get()).isBetween(2, 5);
    }

    private static Future<Entry> enter(ExecutorService threads, FairPlaces<String> places, String owner) {
        return threads.submit(() -> places.enter(owner, PATIENCE));
    }

    private static Entry pass(FairPlaces<String> places, String owner, ConcurrentLinkedQueue<String> order)
            throws InterruptedException {
        var entry = places.enter(owner, PATIENCE);
        order.add(owner);
        places.leave(owner);
        return entry;
    }

    /// Four owners at five places; owner 0 may take all of them.
    private static final class Crowd {
        private final FairPlaces<Integer> places =
                new FairPlaces<>(5, owner -> new Share(heldMax(owner), owner == 0 ? 0 : 1, 20));
        private final Map<Integer, AtomicInteger> inside = new ConcurrentHashMap<>();
        private final AtomicInteger all = new AtomicInteger();
        private final AtomicInteger mostInside = new AtomicInteger();

        private int visit(int owner, Random random) throws InterruptedException {
            var held = inside.computeIfAbsent(owner, _ -> new AtomicInteger());
            for (int visit = 0; visit < 300; visit++) {
                if (places.enter(owner, Duration.ofNanos(random.nextInt(2_000_000))) == Entry.IN) {
                    mostInside.accumulateAndGet(all.incrementAndGet(), Math::max);
                    assertThat(held.incrementAndGet()).isLessThanOrEqualTo(heldMax(owner));
                    // Others come while this one is inside, even on a single core.
                    LockSupport.parkNanos(1_000);
                    held.decrementAndGet();
                    all.decrementAndGet();
                    places.leave(owner);
                }
            }
            return mostInside.get();
        }

        private static int heldMax(int owner) {
            return owner == 0 ? 5 : 2;
        }
    }
}
