package dev.opendollr.sim;

import dev.opendollr.Doors;
import dev.opendollr.account.PaymentAccountId;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.idempotency.KeyedCreations;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.execution.Ask;
import dev.opendollr.execution.Clocks;
import dev.opendollr.execution.Execution;
import dev.opendollr.session.SessionId;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.joda.money.CurrencyUnit;

/// Everything of one seed: what outlives crashes, and the program that does not.
final class World implements AutoCloseable {
    private static final int PROCESSES = 2;

    private final SimulatedClock clock = new SimulatedClock();
    private final Journal journal = new Journal(clock);
    private final SplittableRandom random;
    private final SplittableRandom freshIds;
    private final Database database;
    private final FaultyGateway gateway;
    private final Interruptions interruptions;
    private final List<Trader> traders;
    private final List<Document> documents = new ArrayList<>();
    private final List<Ticket> tickets = new ArrayList<>();
    private final List<Asked> unanswered = new ArrayList<>();
    private final Map<Key, Answered> answered = new LinkedHashMap<>();
    private final Set<Document> canceled = new LinkedHashSet<>();
    private final Map<SourceId, Instant> ends = new HashMap<>();
    private final List<Doors> processes = new ArrayList<>();
    private int current;
    private int sessions;
    private int rates;

    /// An order or an invoice.
    record Document(int number, Trader trader, SourceKind kind, SourceId id) {}

    /// A session that somebody may still execute, and what it is for: the account of a payout, the document of a
    /// checkout.
    record Ticket(
            int number,
            Trader trader,
            OperationType operation,
            SessionId session,
            Optional<PaymentAccountId> account,
            Optional<Document> document) {}

    /// A reference belongs to one merchant.
    record Key(MerchantId merchant, UUID reference) {}

    /// What a merchant asks for, and may ask for again.
    record Asked(Trader trader, Ask ask) {
        Key key() {
            return new Key(trader.id(), ask.referenceId());
        }
    }

    /// What was asked first under a reference, and the last answer to it.
    record Answered(Asked asked, Execution execution) {}

    World(long seed, Database database, Interruptions interruptions) {
        this.database = database;
        this.interruptions = interruptions;
        random = new SplittableRandom(seed);
        freshIds = random.split();
        gateway = new FaultyGateway(clock, random.split(), interruptions, journal);
        for (int process = 0; process < PROCESSES; process++) {
            processes.add(start());
        }
        traders = Trader.register(doors(), seed, 2 + random.nextInt(2));
    }

    /// Creations under keys, which remember nothing that a process could lose.
    KeyedCreations keyed() {
        return new KeyedCreations(database, clock);
    }

    /// From now on the process may die, and `others` may come in between.
    void watch(Runnable others) {
        interruptions.watch(random, others, journal);
    }

    private Doors start() {
        return new Doors(new Doors.Outside(database, Clocks.of(clock), clock, gateway, this::freshId, freshIds));
    }

    /// As after a crash: the same database, the same gateway, and nothing remembered.
    void restart() {
        doors().close();
        processes.set(current, start());
        interruptions.liveOn();
    }

    /// What comes next, one process or the other does.
    void changeProcess() {
        current = random.nextInt(PROCESSES);
    }

    /// Does `work` in the other process, which may die of it.
    void elsewhere(Runnable work) {
        int here = current;
        current = (here + 1) % PROCESSES;
        try {
            work.run();
        } catch (Crash crash) {
            journal.note("  " + crash.getMessage());
            restart();
        } finally {
            current = here;
        }
    }

    @Override
    public void close() {
        processes.forEach(Doors::close);
    }

    UUID freshId() {
        long version4 = (freshIds.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
        long variant2 = (freshIds.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(version4, variant2);
    }

    /// Of a session that was made now.
    int nextNumber() {
        return sessions++;
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int number(int below) {
        return random.nextInt(below);
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /// More often one of those that came last.
    <T> T pickLate(List<T> choices) {
        int size = choices.size();
        return choices.get(chance(60) ? Math.max(0, size - 1 - random.nextInt(3)) : random.nextInt(size));
    }

    /// Before it is rounded, in whole cents where there are any.
    BigDecimal amount(CurrencyUnit currency) {
        int cents = 1 + number(chance(10) ? 100 : 6_000);
        return switch (currency.getCode()) {
            case "USD" -> BigDecimal.valueOf(cents, 2);
            case "LRD" -> BigDecimal.valueOf(cents * 100L, 2);
            default -> BigDecimal.valueOf(cents * 10L);
        };
    }

    void advance(Duration by) {
        clock.advance(by);
    }

    SimulatedClock clock() {
        return clock;
    }

    Journal journal() {
        return journal;
    }

    Database database() {
        return database;
    }

    FaultyGateway gateway() {
        return gateway;
    }

    Interruptions interruptions() {
        return interruptions;
    }

    List<Trader> traders() {
        return traders;
    }

    List<Document> documents() {
        return documents;
    }

    List<Ticket> tickets() {
        return tickets;
    }

    /// What was interrupted by a crash, so that nobody knows whether it was begun.
    List<Asked> unanswered() {
        return unanswered;
    }

    Map<Key, Answered> answered() {
        return answered;
    }

    /// Documents whose cancel was acknowledged, at once or for later.
    Set<Document> canceled() {
        return canceled;
    }

    /// Until when sources can be paid, by their ids, where a checkout says so.
    Map<SourceId, Instant> ends() {
        return ends;
    }

    /// Those of the process that is at work.
    Doors doors() {
        return processes.get(current);
    }

    /// How often a rate has changed.
    int rates() {
        return rates;
    }

    void rateChanged() {
        rates++;
    }
}
