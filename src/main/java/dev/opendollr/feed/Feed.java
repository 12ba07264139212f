package dev.opendollr.feed;

import static org.jdbi.v3.core.transaction.TransactionIsolationLevel.REPEATABLE_READ;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.db.Listing;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.problem.Problem.Gone;
import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/// All changes, in a final order: a reader that has read up to a number has missed nothing below it.
public final class Feed {
    /// The most reads of one call. A read is repeated if it finds nothing while some numbers are undecided.
    private static final int READS_MAX = 5;

    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Database database;
    private final Horizon horizon = new Horizon();

    public Feed(Database database) {
        this.database = database;
    }

    /// How far a reader has read.
    ///
    /// @param next the number after which to go on
    /// @param isEmpty whether nothing was found
    /// @param isOpen whether a running transaction may still add entries with numbers given out before
    public record Part(long next, boolean isEmpty, boolean isOpen) {}

    /// To be called before anything is written to a database that may have been restored or replaced. Numbers that an
    /// older history may have given out already are not given out again.
    public void arrive() {
        var _ = database.everywhere().transact(FeedPlaceTable::arrive);
    }

    /// Gives `listing` the entries of `merchant` after the number `after`, or from the first one that is kept.
    public Part read(MerchantId merchant, Optional<Long> after, Listing<Event> listing) {
        for (int read = 1; ; read++) {
            var part = readOnce(merchant, after, listing);
            if (!part.isEmpty() || !part.isOpen() || read == READS_MAX) {
                return part;
            }
            pause();
        }
    }

    /// The number that was given out last, and up to which number all is decided.
    record End(long issued, long decided) {}

    /// `known` is a number up to which everything is known to be decided, or 0.
    End end(long known) {
        return database.everywhere().session(handle -> {
            var issued = issued(handle);
            boolean isAllKnown = issued.number() == known;
            return new End(issued.number(), isAllKnown ? known : horizon.of(issued, FeedTable.running(handle)));
        });
    }

    private Part readOnce(MerchantId merchant, Optional<Long> after, Listing<Event> listing) {
        return database.of(merchant).session(handle -> {
            var issued = issued(handle);
            return handle.inTransaction(REPEATABLE_READ, view -> part(view, issued, merchant, after, listing));
        });
    }

    /// Before it returns a number of an unknown server, it checks whether the database was restored or
    /// replaced.
    private FeedTable.Issued issued(Handle handle) {
        var issued = FeedTable.issued(handle);
        if (horizon.knows(issued.server())) {
            return issued;
        }
        var _ = handle.inTransaction(FeedPlaceTable::arrive);
        return FeedTable.issued(handle);
    }

    private Part part(
            Handle view, FeedTable.Issued issued, MerchantId merchant, Optional<Long> after, Listing<Event> listing) {
        long end = horizon.of(issued, FeedTable.running(view));
        long keptAfter = FeedMarkTable.keptAfter(view);
        long from = after.orElse(keptAfter);
        if (from < keptAfter || from > issued.number()) {
            throw new ProblemException(new Gone(new FeedReason.NotKept()));
        }
        long last = from;
        int left = listing.fetch();
        boolean isWanted = true;
        listing.begin();
        try (var rows = FeedTable.list(view, merchant, from, end, left).iterator()) {
            while (isWanted && rows.hasNext()) {
                var event = rows.next();
                isWanted = listing.take(event);
                if (isWanted) {
                    last = event.number();
                    left--;
                }
            }
        }
        boolean isAll = isWanted && left > 0;
        return new Part(isAll ? Math.max(from, end) : last, last == from, issued.number() > end);
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Unavailable.stopping();
        }
    }
}
