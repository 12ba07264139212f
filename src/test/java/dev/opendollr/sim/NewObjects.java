package dev.opendollr.sim;

import dev.opendollr.base.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;

/// What merchants create, some of it under keys: those are sent again, whether they were answered or not.
final class NewObjects {
    private static final int KEYED_PERCENT = 40;
    /// Less than the time for which keys are remembered.
    private static final Duration REPEATED_FOR = Duration.ofHours(20);

    private final World world;
    private final Journal journal;
    private final List<Wish> keyed = new ArrayList<>();
    private final Map<Wish, Long> made = new HashMap<>();

    /// One creation; `creation` is given the key, which names whatever comes of it. `then` hears of its number
    /// once.
    private record Wish(
            Trader trader,
            String key,
            boolean isKeyed,
            Instant at,
            BiFunction<Handle, String, Long> creation,
            LongConsumer then) {}

    NewObjects(World world) {
        this.world = world;
        journal = world.journal();
    }

    void create(Trader trader, BiFunction<Handle, String, Long> creation, LongConsumer then) {
        var key = world.freshId().toString();
        var at = world.clock().instant();
        var wish = new Wish(trader, key, world.chance(KEYED_PERCENT), at, creation, then);
        if (wish.isKeyed()) {
            keyed.add(wish);
        }
        send(wish);
    }

    /// Under the same key, as after a lost answer.
    void repeat() {
        var now = world.clock().instant();
        keyed.removeIf(wish -> wish.at().plus(REPEATED_FOR).isBefore(now));
        var unanswered = keyed.stream().filter(wish -> !made.containsKey(wish)).toList();
        var choices = unanswered.isEmpty() || world.chance(30) ? keyed : unanswered;
        if (!choices.isEmpty()) {
            var wish = world.pickLate(choices);
            journal.note(wish.trader().number() + " creates again " + wish.key().substring(0, 8));
            send(wish);
        }
    }

    private void send(Wish wish) {
        try {
            long number = carryOut(wish);
            var before = made.putIfAbsent(wish, number);
            if (before == null) {
                wish.then().accept(number);
                return;
            }
            journal.saw(Sighting.CREATED_ONCE);
            if (before != number) {
                journal.complain("one key has created two things");
            }
        } catch (ProblemException refused) {
            journal.refused(refused);
            if (made.containsKey(wish) && !Interruptions.isDoubt(refused)) {
                journal.complain("a creation that was answered before is refused: " + refused.getMessage());
            }
        }
    }

    private long carryOut(Wish wish) {
        return wish.isKeyed()
                ? world.keyed()
                        .create(
                                wish.trader().id(),
                                wish.key(),
                                tx -> wish.creation().apply(tx, wish.key()))
                : world.doors()
                        .database()
                        .everywhere()
                        .transact(tx -> wish.creation().apply(tx, wish.key()));
    }
}
