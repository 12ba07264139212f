package dev.opendollr.sim;

import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.Gateway;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.identity.MerchantId;
import dev.opendollr.pricing.PaymentMethod;
import dev.opendollr.sim.Booking.State;
import dev.opendollr.sim.Booking.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.joda.money.Money;

/// Operators and card networks at their worst: they lose requests and answers, get them twice, late and in another
/// order, and decline what they settle afterwards. What they book is true, and survives every crash of ours.
///
/// They move money once for each attempt id, never give back more than they took, and call back at least once when an
/// attempt has ended.
final class FaultyGateway implements Gateway {
    private static final Outcome NO_ANSWER = new Outcome.Unknown("no answer");
    private static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(20),
            Duration.ofMinutes(3),
            Duration.ofMinutes(14),
            Duration.ofMinutes(16),
            Duration.ofMinutes(40),
            Duration.ofHours(3));

    private final SimulatedClock clock;
    private final RandomGenerator random;
    private final Interruptions interruptions;
    private final Journal journal;
    private final Map<UUID, Booking> books = new LinkedHashMap<>();
    private final List<Request> underWay = new ArrayList<>();
    private final List<Callback> callbacks = new ArrayList<>();
    private boolean faulty = true;

    /// A request that arrives only later.
    private record Request(Instant at, Attempt attempt) {}

    /// A callback that was not acknowledged yet.
    record Callback(Instant at, MerchantId merchant, UUID attempt) {}

    FaultyGateway(SimulatedClock clock, RandomGenerator random, Interruptions interruptions, Journal journal) {
        this.clock = clock;
        this.random = random;
        this.interruptions = interruptions;
        this.journal = journal;
    }

    @Override
    public Outcome request(Attempt attempt) {
        interruptions.pass();
        var answer = carry(attempt);
        journal.note("    gateway: " + name(attempt) + " requested, " + word(answer));
        interruptions.meanwhile();
        return answer;
    }

    private Outcome carry(Attempt attempt) {
        if (!faulty) {
            return arrive(attempt);
        }
        int fault = random.nextInt(100);
        if (fault < 8) {
            return NO_ANSWER;
        }
        if (fault < 14) {
            underWay.add(new Request(clock.instant().plus(delay()), attempt));
            return NO_ANSWER;
        }
        var answer = arrive(attempt);
        if (fault < 22) {
            return NO_ANSWER;
        }
        if (fault < 25) {
            throw new IllegalStateException("the connection broke");
        }
        return fault < 30 ? arrive(attempt) : answer;
    }

    @Override
    public Outcome look(Attempt attempt) {
        interruptions.pass();
        turn();
        var answer = seen(attempt);
        journal.note("    gateway: " + name(attempt) + " looked at, " + word(answer));
        interruptions.meanwhile();
        return answer;
    }

    private Outcome seen(Attempt attempt) {
        var booking = booking(attempt);
        if (faulty && random.nextInt(100) < 10) {
            return NO_ANSWER;
        }
        if (booking.isPresent() && faulty && booking.get().isHidden(clock.instant())) {
            return random.nextBoolean() ? NO_ANSWER : new Outcome.NotFound();
        }
        return booking.map(Booking::outcome).orElseGet(Outcome.NotFound::new);
    }

    @Override
    public Outcome cancel(Attempt attempt) {
        interruptions.pass();
        turn();
        var answer = givenUp(attempt);
        journal.note("    gateway: " + name(attempt) + " to be given up, " + word(answer));
        interruptions.meanwhile();
        return answer;
    }

    private Outcome givenUp(Attempt attempt) {
        int fault = faulty ? random.nextInt(100) : 100;
        if (fault < 10) {
            return NO_ANSWER;
        }
        var booking = booking(attempt);
        if (booking.isPresent() && booking.get().state() == State.WAITING_FOR_PAYER) {
            booking.get().cancel();
            journal.saw(Sighting.GIVEN_UP);
            callBack(booking.get());
        }
        return fault < 20 ? NO_ANSWER : booking.map(Booking::outcome).orElseGet(Outcome.NotFound::new);
    }

    @Override
    public Optional<Card> card(String token) {
        return Optional.empty();
    }

    /// Books what arrives for the first time; tells how it stands.
    private Outcome arrive(Attempt attempt) {
        turn();
        var known = booking(attempt);
        if (known.isPresent()) {
            return known.get().outcome();
        }
        var now = clock.instant();
        var plan = plan(attempt, now);
        var hiddenUntil = faulty && random.nextInt(100) < 10 ? now.plus(delay()) : now;
        var booking = new Booking(attempt, plan.getFirst().to(), plan.subList(1, plan.size()), hiddenUntil);
        books.put(attempt.id(), booking);
        callBack(booking);
        return booking.outcome();
    }

    /// The first turn is taken at once.
    private List<Turn> plan(Attempt attempt, Instant now) {
        if (attempt.original().isPresent() && attempt.amount().isGreaterThan(left(attempt))) {
            return List.of(new Turn(now, State.DECLINED));
        }
        if (!faulty) {
            return List.of(new Turn(now, State.SETTLED));
        }
        var soon = now.plus(delay());
        var later = soon.plus(delay());
        var works = new Turn(now, State.WORKING);
        int fate = random.nextInt(100);
        if (fate < 34) {
            return List.of(new Turn(now, State.SETTLED));
        }
        if (fate < 44) {
            return List.of(works, new Turn(soon, State.SETTLED));
        }
        if (fate < 56) {
            return List.of(new Turn(now, State.DECLINED));
        }
        if (fate < 62) {
            return List.of(works, new Turn(soon, State.DECLINED));
        }
        if (fate < 70) {
            return List.of(new Turn(now, State.DECLINED), new Turn(soon, State.SETTLED));
        }
        if (fate < 78) {
            return List.of(works, new Turn(soon, State.DECLINED), new Turn(later, State.SETTLED));
        }
        if (attempt.kind() != Attempt.Kind.COLLECT || attempt.method().kind() != PaymentMethod.Kind.CARD) {
            return List.of(works, new Turn(later, State.SETTLED));
        }
        var waits = new Turn(now, State.WAITING_FOR_PAYER);
        return fate < 85
                ? List.of(waits)
                : List.of(
                        waits,
                        new Turn(soon, State.WORKING),
                        new Turn(later, fate < 95 ? State.SETTLED : State.DECLINED));
    }

    /// Time has passed: what was on its way arrives, and what was planned happens.
    void turn() {
        var now = clock.instant();
        var arrived =
                underWay.stream().filter(request -> !request.at().isAfter(now)).toList();
        underWay.removeAll(arrived);
        arrived.forEach(request -> {
            var outcome = arrive(request.attempt());
            journal.note("    gateway: " + name(request.attempt()) + " arrived late, " + word(outcome));
        });
        for (var booking : List.copyOf(books.values())) {
            for (var next = booking.next(now); next.isPresent(); next = booking.next(now)) {
                boolean refunds = next.get() == State.SETTLED
                        && booking.attempt().original().isPresent()
                        && booking.state() == State.DECLINED;
                boolean possible = !refunds || !booking.attempt().amount().isGreaterThan(left(booking.attempt()));
                booking.turn(possible);
                if (possible) {
                    journal.note("    gateway: " + name(booking.attempt()) + " is " + booking.state());
                    callBack(booking);
                }
            }
        }
    }

    /// What can still be given back of the attempt that a refund names.
    private Money left(Attempt refund) {
        var original = Optional.ofNullable(books.get(refund.original().orElseThrow()));
        var left = original.filter(Booking::isSettled)
                .map(booking -> booking.attempt().amount())
                .orElse(Money.zero(refund.amount().getCurrencyUnit()));
        for (var booking : books.values()) {
            if (booking.attempt().original().equals(refund.original()) && booking.state() != State.DECLINED) {
                left = left.minus(booking.attempt().amount());
            }
        }
        return left;
    }

    private void callBack(Booking booking) {
        int times = random.nextInt(100) < 25 ? 2 : 1;
        if (!booking.state().isFinal()) {
            times = random.nextInt(2);
        }
        for (int call = 0; call < times; call++) {
            var at =
                    random.nextInt(100) < 60 ? clock.instant() : clock.instant().plus(delay());
            callbacks.add(new Callback(
                    at, booking.attempt().merchant(), booking.attempt().id()));
        }
    }

    /// A callback that is due, in no order; it stays until it is acknowledged.
    Optional<Callback> callback() {
        var now = clock.instant();
        var due = callbacks.stream()
                .filter(callback -> !callback.at().isAfter(now))
                .toList();
        return due.isEmpty() ? Optional.empty() : Optional.of(due.get(random.nextInt(due.size())));
    }

    void acknowledge(Callback callback) {
        callbacks.remove(callback);
        Optional.ofNullable(books.get(callback.attempt())).ifPresent(Booking::announce);
    }

    /// No faults from now on; what is planned still happens.
    void calmDown() {
        faulty = false;
    }

    /// Whether nothing will happen any more unless somebody asks.
    boolean isQuiet() {
        return underWay.isEmpty()
                && callbacks.isEmpty()
                && books.values().stream().noneMatch(Booking::isPlanned);
    }

    Map<UUID, Booking> books() {
        return Collections.unmodifiableMap(books);
    }

    private Optional<Booking> booking(Attempt attempt) {
        var found = Optional.ofNullable(books.get(attempt.id()));
        found.filter(booking -> !booking.attempt().equals(attempt))
                .ifPresent(_ -> journal.complain("one attempt id was used for two attempts"));
        return found;
    }

    private Duration delay() {
        return DELAYS.get(random.nextInt(DELAYS.size())).plusMillis(random.nextInt(5_000));
    }

    private static String name(Attempt attempt) {
        return attempt.kind() + " " + attempt.amount() + " "
                + attempt.id().toString().substring(0, 8);
    }

    private static String word(Outcome outcome) {
        return outcome.getClass().getSimpleName();
    }
}
