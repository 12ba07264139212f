package dev.opendollr.sim;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.AttemptId;
import dev.opendollr.gateway.Gateway;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.sim.Booking.State;
import dev.opendollr.sim.Booking.Turn;
import dev.opendollr.sim.Boundary.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Operators and card networks at their worst: they lose requests and answers, get them twice, late and in
/// another order, decline what they settle afterwards, deny for a while what they have settled, and go silent
/// for minutes. What they book is true, and survives every crash of ours.
///
/// They move money once for each attempt id, and give back whatever they are asked for: also what they had declined
/// before others were asked for. They may lose a callback; but once they have said "no", they call
/// until they are heard when the money moves after all: nobody would ask.
final class FaultyGateway implements Gateway {
    private static final Outcome NO_ANSWER = new Outcome.Unknown("no answer");
    private static final int CALLBACKS_LOST_PERCENT = 5;
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
    private final Map<AttemptId, Booking> books = new LinkedHashMap<>();
    private final List<Request> underWay = new ArrayList<>();
    private final List<Callback> callbacks = new ArrayList<>();
    private final Map<PaymentMethod, Instant> outages = new EnumMap<>(PaymentMethod.class);
    private final Set<AttemptId> asked = new HashSet<>();
    private boolean faulty = true;

    /// A request that arrives only later.
    private record Request(Instant at, Attempt attempt) {}

    /// A callback that was not acknowledged yet.
    record Callback(Instant at, MerchantId merchant, AttemptId attempt) {}

    FaultyGateway(SimulatedClock clock, RandomGenerator random, Interruptions interruptions, Journal journal) {
        this.clock = clock;
        this.random = random;
        this.interruptions = interruptions;
        this.journal = journal;
    }

    @Override
    public Outcome request(Attempt attempt) {
        return ask(attempt, "requested", this::carry);
    }

    private Outcome ask(Attempt attempt, String how, Function<Attempt, Outcome> question) {
        interruptions.pass(Moment.ASKING);
        boolean isAlone = asked.add(attempt.id());
        if (!isAlone) {
            journal.saw(Sighting.ASKED_TWICE_AT_ONCE);
        }
        try {
            var answer = isOut(attempt.method()) ? NO_ANSWER : question.apply(attempt);
            journal.note("    gateway: " + name(attempt) + " " + how + ", " + word(answer));
            interruptions.pass(Moment.ASKED);
            return answer;
        } finally {
            if (isAlone) {
                asked.remove(attempt.id());
            }
        }
    }

    private boolean isOut(PaymentMethod method) {
        var until = outages.get(method);
        boolean isOut = until != null && clock.instant().isBefore(until);
        if (isOut) {
            journal.saw(Sighting.OUTAGE);
        }
        return isOut;
    }

    private Outcome carry(Attempt attempt) {
        if (!faulty) {
            return arrive(attempt);
        }
        int fault = random.nextInt(100);
        if (fault < 8) {
            journal.saw(Sighting.REQUEST_LOST);
            return NO_ANSWER;
        }
        if (fault < 14) {
            journal.saw(Sighting.REQUEST_LATE);
            underWay.add(new Request(clock.instant().plus(delay()), attempt));
            return NO_ANSWER;
        }
        var answer = arrive(attempt);
        if (fault < 22) {
            journal.saw(Sighting.ANSWER_LOST);
            return NO_ANSWER;
        }
        if (fault < 25) {
            journal.saw(Sighting.CONNECTION_BROKEN);
            throw new IllegalStateException("the connection broke");
        }
        if (fault < 30) {
            journal.saw(Sighting.REQUEST_TWICE);
            return arrive(attempt);
        }
        return answer;
    }

    @Override
    public Outcome look(Attempt attempt) {
        return ask(attempt, "looked at", this::found);
    }

    private Outcome found(Attempt attempt) {
        turn();
        var booking = booking(attempt);
        if (faulty && random.nextInt(100) < 10) {
            return NO_ANSWER;
        }
        if (booking.isPresent() && faulty && booking.get().isHidden(clock.instant())) {
            journal.saw(Sighting.HIDDEN);
            return random.nextBoolean() ? NO_ANSWER : new Outcome.NotFound();
        }
        return booking.map(Booking::outcome).orElseGet(Outcome.NotFound::new);
    }

    @Override
    public Outcome cancel(Attempt attempt) {
        return ask(attempt, "to be given up", this::givenUp);
    }

    private Outcome givenUp(Attempt attempt) {
        turn();
        int fault = faulty ? random.nextInt(100) : 100;
        if (fault < 10) {
            return NO_ANSWER;
        }
        var booking = booking(attempt);
        if (booking.isPresent() && booking.get().state() == State.WAITING_FOR_PAYER) {
            booking.get().cancel();
            journal.saw(Sighting.GIVEN_UP);
            callBack(booking.get(), false);
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
        callBack(booking, false);
        return booking.outcome();
    }

    /// The first turn is taken at once.
    private List<Turn> plan(Attempt attempt, Instant now) {
        if (!faulty) {
            return List.of(new Turn(now, State.SETTLED));
        }
        var soon = now.plus(delay());
        var later = soon.plus(delay());
        var works = new Turn(now, State.WORKING);
        int fate = random.nextInt(100);
        if (fate < 30) {
            return List.of(new Turn(now, State.SETTLED));
        }
        if (fate < 34) {
            return List.of(new Turn(now, State.SETTLED), new Turn(soon, State.DENIED), new Turn(later, State.SETTLED));
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
                boolean saidNo = booking.state() == State.DECLINED || booking.state() == State.DENIED;
                if (booking.state() == State.DECLINED && next.get() == State.SETTLED) {
                    journal.saw(Sighting.FLAPPED);
                }
                booking.turn();
                journal.note("    gateway: " + name(booking.attempt()) + " is " + booking.state());
                callBack(booking, saidNo);
            }
        }
    }

    private void callBack(Booking booking, boolean untilHeard) {
        if (faulty && !untilHeard && random.nextInt(100) < CALLBACKS_LOST_PERCENT) {
            journal.saw(Sighting.CALLBACK_LOST);
            return;
        }
        int times = random.nextInt(100) < 25 ? 2 : 1;
        if (!booking.state().isFinal()) {
            times = random.nextInt(2);
        }
        if (times > 1) {
            journal.saw(Sighting.CALLBACK_TWICE);
        }
        for (int call = 0; call < times; call++) {
            boolean isLate = random.nextInt(100) >= 60;
            if (isLate) {
                journal.saw(Sighting.CALLBACK_LATE);
            }
            var at = isLate ? clock.instant().plus(delay()) : clock.instant();
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
        if (due.isEmpty()) {
            return Optional.empty();
        }
        var chosen = due.get(random.nextInt(due.size()));
        boolean overtakes = callbacks.stream()
                .takeWhile(callback -> !callback.equals(chosen))
                .anyMatch(callback -> callback.attempt().equals(chosen.attempt()));
        if (overtakes) {
            journal.saw(Sighting.CALLBACK_REORDERED);
        }
        return Optional.of(chosen);
    }

    void acknowledge(Callback callback) {
        callbacks.remove(callback);
        Optional.ofNullable(books.get(callback.attempt())).ifPresent(Booking::announce);
    }

    /// Nothing that is asked of `method` arrives or is answered for a while.
    void breakDown(PaymentMethod method, Duration outage) {
        outages.put(method, clock.instant().plus(outage));
    }

    /// No faults from now on; what is planned still happens.
    void calmDown() {
        faulty = false;
        outages.clear();
    }

    /// What the gateway's own people say of an attempt; empty while they do not know.
    Optional<Outcome> word(AttemptId attempt) {
        var booking = Optional.ofNullable(books.get(attempt));
        if (booking.isEmpty()) {
            boolean comes =
                    underWay.stream().anyMatch(request -> request.attempt().id().equals(attempt));
            return comes ? Optional.empty() : Optional.of(new Outcome.Declined("NEVER_CAME", "Nobody knows it"));
        }
        if (booking.get().isSettled()) {
            return Optional.of(new Outcome.Settled("gw-" + attempt.value()));
        }
        return booking.filter(known -> known.state() == State.DECLINED && !known.isPlanned())
                .map(Booking::outcome);
    }

    /// Whether nothing will happen any more unless somebody asks.
    boolean isQuiet() {
        return underWay.isEmpty()
                && callbacks.isEmpty()
                && books.values().stream().noneMatch(Booking::isPlanned);
    }

    Map<AttemptId, Booking> books() {
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
                + attempt.id().value().toString().substring(0, 8);
    }

    private static String word(Outcome outcome) {
        return outcome.getClass().getSimpleName();
    }
}
