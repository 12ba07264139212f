package dev.opendollr.gateway.sandbox;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.Gateway;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.gateway.sandbox.Fate.Fails;
import dev.opendollr.gateway.sandbox.Fate.TimesOut;
import dev.opendollr.gateway.sandbox.Fate.WaitsForPayer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.joda.money.Money;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A gateway that moves no real money. The account decides how an attempt ends, and the id ensures that it
/// happens once.
///
/// It keeps its own records, in its own transactions, as a real operator would.
public final class SandboxGateway implements Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxGateway.class);
    private static final int TRIES_MAX = 3;
    private static final int PROVIDER_ID_BYTES = 12;
    private static final int SECRET_BYTES = 16;
    private static final Fails UNAVAILABLE =
            new Fails("PROVIDER_TEMPORARILY_UNAVAILABLE", "The operator is temporarily unavailable, try again later");
    private static final Outcome NO_ANSWER = new Outcome.Unknown("the operator did not answer in time");
    private static final Fails CANCELED = new Fails("canceled", "The payment was canceled");
    private static final Fails NO_ORIGINAL = new Fails("NOT_FOUND", "There is no such collection");

    private final Database database;
    private final InstantSource clock;
    private final Duration delay;
    private final RandomGenerator random;

    /// The stored attempt, the attempt that it refunds, and an outage of its method, as far as they exist.
    private record Entry(
            Optional<SandboxAttempt> attempt, Optional<SandboxAttempt> original, Optional<Outage> outage) {}

    /// `delay` is how long an ordinary mobile-money attempt takes. If it is zero, the answer contains the
    /// outcome.
    public SandboxGateway(Database database, InstantSource clock, Duration delay, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.delay = delay;
        this.random = random;
    }

    @Override
    public Outcome request(Attempt attempt) {
        return answering(() -> {
            var fate = Fate.of(attempt);
            for (int attempted = 1; attempted <= TRIES_MAX; attempted++) {
                var at = clock.instant();
                var drafted = draft(attempt, fate, at, delay);
                if (database.of(attempt.merchant())
                        .single(handle -> SandboxAttemptTable.insert(handle, attempt.merchant(), drafted))) {
                    return fate instanceof TimesOut ? NO_ANSWER : drafted.outcome(at);
                }
                var known = known(attempt, at);
                if (known.isPresent()) {
                    return known.get();
                }
            }
            return new Outcome.Unknown("the sandbox is too busy");
        });
    }

    @Override
    public Outcome look(Attempt attempt) {
        return answering(() -> {
            var at = clock.instant();
            var entry = entry(attempt, at);
            if (isSilent(entry)) {
                return NO_ANSWER;
            }
            return entry.attempt().map(known -> known.outcome(at)).orElseGet(Outcome.NotFound::new);
        });
    }

    /// Cancels a card payment that waits for its payer. Mobile money in flight cannot be canceled.
    @Override
    public Outcome cancel(Attempt attempt) {
        return answering(() -> {
            var at = clock.instant();
            if (isSilent(entry(attempt, at))) {
                return NO_ANSWER;
            }
            boolean givenUp = database.of(attempt.merchant())
                    .single(handle ->
                            SandboxAttemptTable.giveUp(handle, attempt.merchant(), attempt.id(), at, CANCELED));
            return givenUp ? SandboxAttempt.declined(CANCELED) : look(attempt);
        });
    }

    @Override
    public Optional<Card> card(String token) {
        return TestCard.of(token).map(TestCard::card);
    }

    private SandboxAttempt draft(Attempt attempt, Fate fate, Instant at, Duration untilDue) {
        var providerId = providerId(attempt);
        var secret = fate instanceof WaitsForPayer
                ? Optional.of(providerId + "_secret_" + randomText(SECRET_BYTES))
                : Optional.<String>empty();
        return new SandboxAttempt(
                attempt.id(),
                attempt.reference(),
                attempt.kind(),
                attempt.method(),
                attempt.amount(),
                attempt.original(),
                Money.zero(attempt.amount().getCurrencyUnit()),
                providerId,
                secret,
                at,
                Plan.of(fate, at, attempt.method().kind() == PaymentMethod.Kind.CARD ? Duration.ZERO : untilDue));
    }

    /// The answer for an attempt that could not be stored as planned: the state of the stored attempt, or a
    /// refusal that is final for this id. Empty when the reason has gone meanwhile, or when a parallel request
    /// with the same id was faster.
    private Optional<Outcome> known(Attempt attempt, Instant at) {
        var entry = entry(attempt, at);
        if (isSilent(entry)) {
            return Optional.of(NO_ANSWER);
        }
        if (entry.attempt().isPresent()) {
            return entry.attempt().map(known -> known.outcome(at));
        }
        return refusal(attempt, entry, at)
                .filter(reason -> isSpent(attempt, reason, at))
                .map(SandboxAttempt::declined);
    }

    private static Optional<Fails> refusal(Attempt attempt, Entry entry, Instant at) {
        if (entry.outage().isPresent()) {
            return Optional.of(UNAVAILABLE);
        }
        if (attempt.kind() != Attempt.Kind.REFUND) {
            return Optional.empty();
        }
        return entry.original().isPresent() ? entry.original().get().refusal(attempt, at) : Optional.of(NO_ORIGINAL);
    }

    /// Stores the refusal, so that later requests with the same id get the same answer. Returns whether it was
    /// stored.
    private boolean isSpent(Attempt attempt, Fails reason, Instant at) {
        var refused = draft(attempt, reason, at, Duration.ZERO);
        return database.of(attempt.merchant())
                .single(handle -> SandboxAttemptTable.refuse(handle, attempt.merchant(), refused));
    }

    private Entry entry(Attempt attempt, Instant at) {
        var merchant = attempt.merchant();
        return database.of(attempt.merchant())
                .snapshot(handle -> new Entry(
                        SandboxAttemptTable.find(handle, merchant, attempt.id()),
                        attempt.original().flatMap(original -> SandboxAttemptTable.find(handle, merchant, original)),
                        OutageTable.find(handle, merchant, attempt.method(), at)));
    }

    private static boolean isSilent(Entry entry) {
        return entry.outage()
                .filter(outage -> outage.kind() == Outage.Kind.TIMES_OUT)
                .isPresent();
    }

    private String providerId(Attempt attempt) {
        return switch (attempt.method().kind()) {
            case CARD -> (attempt.kind() == Attempt.Kind.REFUND ? "re_" : "pi_") + randomText(PROVIDER_ID_BYTES);
            case MOBILE_MONEY, WALLET -> randomText(PROVIDER_ID_BYTES).toUpperCase(Locale.ROOT);
        };
    }

    private String randomText(int bytes) {
        var fresh = new byte[bytes];
        random.nextBytes(fresh);
        return HexFormat.of().formatHex(fresh);
    }

    /// A gateway never throws: an attempt that failed here may have been stored nevertheless.
    private static Outcome answering(Supplier<Outcome> work) {
        try {
            return work.get();
        } catch (ProblemException away) {
            return new Outcome.Unknown("the books of the sandbox cannot be reached");
        } catch (RuntimeException failure) {
            LOG.error("the sandbox failed at an attempt", failure);
            return new Outcome.Unknown("the sandbox failed");
        }
    }
}
