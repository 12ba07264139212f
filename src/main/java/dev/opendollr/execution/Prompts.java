package dev.opendollr.execution;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.token.Hashes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps anyone from troubling a phone by links: counts the prompts that payers have sent to it, over all links and
/// merchants. A phone is known by a keyed hash only. The real clock counts: a phone rings in real time.
public final class Prompts {
    /// For real phones, whose owners may not even know the merchant.
    public static final Limits LIVE = new Limits(3, 10, false);

    /// No real phone rings. The numbers that the sandbox answers in a known way are used again and again, by all
    /// who try the service.
    public static final Limits SANDBOX = new Limits(60, 600, true);

    static final Duration SHORTLY = Duration.ofMinutes(10);
    static final Duration A_DAY = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(Prompts.class);

    private final Database database;
    private final Hashes hashes;
    private final InstantSource realTime;
    private final Limits limits;

    /// How many prompts one phone may be sent in ten minutes and in a day; counted for each merchant or over all.
    public record Limits(int inTenMinutes, int inADay, boolean isForEachMerchant) {
        public Limits {
            if (inTenMinutes < 1 || inADay < inTenMinutes) {
                throw new IllegalArgumentException(inTenMinutes + " in ten minutes, " + inADay + " in a day");
            }
        }
    }

    /// The place of one payment among the prompts of a phone.
    record Place(String phone, List<String> hashes, UUID reference) {
        @Override
        public String toString() {
            return "Place[reference=" + reference + ", phone=***]";
        }
    }

    /// What is said to someone who wants to send a prompt.
    sealed interface Answer {
        record Taken(Place place) implements Answer {}

        /// There are too many. There will be a place at `until`.
        record Full(Instant until) implements Answer {}
    }

    public Prompts(Database database, Hashes hashes, InstantSource realTime, Limits limits) {
        this.database = database;
        this.hashes = hashes;
        this.realTime = realTime;
        this.limits = limits;
    }

    /// Takes a place for the payment with this reference. All requests for one payment share one place.
    Answer take(MerchantId merchant, String phone, UUID reference) {
        var whose = limits.isForEachMerchant() ? phone + " " + merchant.value() : phone;
        var place = new Place(whose, hashes.of(whose), reference);
        return database.everywhere().transact(tx -> {
            PromptTable.lock(tx, place);
            var at = realTime.instant();
            PromptTable.deleteOld(tx, at.minus(A_DAY));
            return PromptTable.share(tx, place) ? new Answer.Taken(place) : taken(tx, place, at);
        });
    }

    private Answer taken(Handle tx, Place place, Instant at) {
        var sent = PromptTable.newest(tx, place, at.minus(A_DAY), limits.inADay());
        var until = Stream.of(
                        freeAgain(sent, limits.inTenMinutes(), SHORTLY, at),
                        freeAgain(sent, limits.inADay(), A_DAY, at))
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
        if (until.isPresent()) {
            return new Answer.Full(until.get());
        }
        PromptTable.insert(tx, place, at);
        return new Answer.Taken(place);
    }

    /// When fewer than `max` prompts will lie within the last `time`; empty if that is so at `at`. `sent` has the
    /// newest first.
    private static Optional<Instant> freeAgain(List<Instant> sent, int max, Duration time, Instant at) {
        return sent.size() < max
                ? Optional.empty()
                : Optional.of(sent.get(max - 1).plus(time)).filter(free -> free.isAfter(at));
    }

    /// The request for which the place was taken has definitely sent no prompt. The place stays taken as long as
    /// another request for the same payment may have sent one.
    void giveBack(Place place) {
        try {
            boolean _ = database.everywhere().transact(tx -> {
                PromptTable.lock(tx, place);
                return PromptTable.leave(tx, place);
            });
        } catch (ProblemException failure) {
            keptAfter(failure);
        }
    }

    /// A place that is not given back is a prompt counted too many; the payer is told about the payment all the
    /// same.
    private static void keptAfter(ProblemException failure) {
        if (!(failure.problem() instanceof Unavailable)) {
            throw failure;
        }
        LOG.atWarn().setCause(failure).log("a prompt that was not sent stays counted");
    }
}
