package dev.opendollr.source;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.Actor;
import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.work.Together;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// Carries out cancels. Cancels that arrive at the same time share one statement and one commit. A caller is
/// answered only after the commit of its own cancel, or of a rival's cancel in the same statement.
final class Cancels implements AutoCloseable {
    private static final int WORKERS = 2;
    private static final int SHARED_MAX = 64;
    /// How many cancels of one merchant may wait.
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

    /// One requested cancel.
    record Wish(Key key, Actor actor, Optional<String> reason) {
        static Wish of(Caller.ByCredential caller, SourceId id, Optional<String> reason) {
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

    /// The source if this call has canceled it. Empty when it does not exist, when its status does not allow a
    /// cancel, or when another transaction has locked it.
    Optional<Source> together(Caller.ByCredential caller, SourceId id, Optional<String> reason) {
        return together.ask(caller.merchant(), Wish.of(caller, id, reason));
    }

    /// The same in a statement of its own, which waits for a transaction that has locked the source.
    Optional<Source> alone(Caller.ByCredential caller, SourceId id, Optional<String> reason) {
        var at = clock.instant();
        var wish = Wish.of(caller, id, reason);
        var source =
                database.of(wish.key().merchant()).single(handle -> SourceTable.cancelAlone(handle, kind, wish, at));
        committed(source.isPresent() ? 1 : 0);
        return source;
    }

    /// How many sources were canceled since the process started.
    long canceled() {
        return canceled.sum();
    }

    /// How many cancel statements ran, including those that canceled nothing.
    long statements() {
        return statements.sum();
    }

    /// How many cancels were refused for lack of a place, or had no answer in time, since the process started.
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

    /// If several wishes name the same source, only the first one is carried out. The others then find the
    /// source canceled.
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
