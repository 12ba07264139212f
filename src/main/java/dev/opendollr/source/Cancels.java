package dev.opendollr.source;

import dev.opendollr.db.Database;
import dev.opendollr.identity.Actor;
import dev.opendollr.identity.Caller;
import dev.opendollr.identity.MerchantId;
import dev.opendollr.work.Together;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// Carries out cancels, those that arrive together by one statement and one commit. Whoever is answered knows that its
/// own cancel, or that of a rival, is committed.
final class Cancels implements AutoCloseable {
    private static final int WORKERS = 2;
    private static final int SHARED_MAX = 64;
    /// Of one merchant.
    private static final int WAITING_MAX = 1_000;
    private static final Duration WAIT_MAX = Duration.ofSeconds(15);

    private final SourceKind kind;
    private final Database database;
    private final InstantSource clock;
    private final Together<MerchantId, Wish, Optional<Source>> together;

    private final LongAdder canceled = new LongAdder();
    private final LongAdder statements = new LongAdder();

    /// The source that a cancel is about.
    record Key(MerchantId merchant, SourceId id) {
        static Key of(Source source) {
            return new Key(source.merchant(), source.id());
        }
    }

    /// One cancel that was asked for.
    record Wish(Key key, Actor actor, Optional<String> reason) {
        static Wish of(Caller caller, SourceId id, Optional<String> reason) {
            return new Wish(new Key(caller.merchant(), id), Actor.of(caller), reason);
        }
    }

    Cancels(SourceKind kind, Database database, InstantSource clock) {
        this.kind = kind;
        this.database = database;
        this.clock = clock;
        var limits = new Together.Limits(WORKERS, SHARED_MAX, WAITING_MAX, WAIT_MAX);
        together = new Together<>("cancels", limits, this::cancel);
    }

    /// The source when this call has canceled it; empty when it is not there, in no status it can be canceled from, or
    /// held by another transaction.
    Optional<Source> together(Caller caller, SourceId id, Optional<String> reason) {
        return together.ask(caller.merchant(), Wish.of(caller, id, reason));
    }

    /// The same without company, waiting for whoever holds the source.
    Optional<Source> alone(Caller caller, SourceId id, Optional<String> reason) {
        var at = clock.instant();
        var wish = Wish.of(caller, id, reason);
        var source =
                database.of(wish.key().merchant()).single(handle -> SourceTable.cancelAlone(handle, kind, wish, at));
        committed(source.isPresent() ? 1 : 0);
        return source;
    }

    /// How many sources were canceled, ever.
    long canceled() {
        return canceled.sum();
    }

    /// By how many statements, also those that canceled nothing.
    long statements() {
        return statements.sum();
    }

    /// How many wishes got no place, or no answer in time, ever.
    long refused() {
        return together.refused();
    }

    @Override
    public void close() {
        together.close();
    }

    private void committed(int sources) {
        statements.increment();
        canceled.add(sources);
    }

    /// Of rivals at one source the first stands for all; the others find it canceled.
    private List<Optional<Source>> cancel(List<Wish> wishes) {
        Map<Key, Wish> firsts = new LinkedHashMap<>();
        wishes.forEach(wish -> firsts.putIfAbsent(wish.key(), wish));
        var at = clock.instant();
        var sources = database.everywhere()
                .single(handle -> SourceTable.cancelTogether(handle, kind, List.copyOf(firsts.values()), at));
        committed(sources.size());
        return wishes.stream()
                .map(wish -> Optional.ofNullable(sources.remove(wish.key())))
                .toList();
    }
}
