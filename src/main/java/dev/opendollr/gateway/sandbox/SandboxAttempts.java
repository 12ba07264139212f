package dev.opendollr.gateway.sandbox;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.db.Listing;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.problem.Reason;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.AttemptId;
import dev.opendollr.gateway.sandbox.Fate.Fails;
import dev.opendollr.gateway.sandbox.SandboxAttempt.State;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/// What a developer can do with a merchant's attempts in flight.
final class SandboxAttempts {
    static final int LISTED_MAX = 1_000;
    private static final String ID = "id";
    static final Fails BY_CALL = new Fails("UNSPECIFIED_FAILURE", "The attempt was failed by a call to the sandbox");

    private final Database database;
    private final InstantSource clock;
    private final Runnable wakeCallbacks;

    /// An attempt and its current state.
    record Standing(SandboxAttempt attempt, State state) {}

    SandboxAttempts(Database database, InstantSource clock, Runnable wakeCallbacks) {
        this.database = database;
        this.clock = clock;
        this.wakeCallbacks = wakeCallbacks;
    }

    /// The attempts in flight, oldest first.
    void inFlight(MerchantId merchant, Listing<Standing> listing) {
        var at = clock.instant();
        database.of(merchant)
                .list(
                        listing,
                        tx -> SandboxAttemptTable.listInFlight(tx, merchant, at, listing.fetch())
                                .map(attempt -> new Standing(attempt, attempt.state(at))));
    }

    /// Acts as if the payer had done what is needed. The attempt completes, unless its plan is to fail then.
    Standing complete(MerchantId merchant, AttemptId id) {
        return decide(merchant, id, State.COMPLETED, Plan::completed);
    }

    Standing fail(MerchantId merchant, AttemptId id, Fails failure) {
        return decide(merchant, id, State.FAILED, (plan, at) -> plan.failed(at, failure));
    }

    private Standing decide(MerchantId merchant, AttemptId id, State wanted, BiFunction<Plan, Instant, Plan> decision) {
        var standing = database.of(merchant).transact(tx -> {
            var held =
                    SandboxAttemptTable.hold(tx, merchant, id).orElseThrow(() -> ProblemException.notFound("Attempt"));
            var at = clock.instant();
            return switch (held.state(at)) {
                case PROCESSING, REQUIRES_ACTION -> decided(tx, merchant, held, decision.apply(held.plan(), at), at);
                case COMPLETED -> repeated(held, State.COMPLETED, wanted, new SandboxReason.AttemptCompleted());
                case FAILED -> repeated(held, State.FAILED, wanted, new SandboxReason.AttemptFailed());
            };
        });
        wakeCallbacks.run();
        return standing;
    }

    private static Standing decided(Handle tx, MerchantId merchant, SandboxAttempt held, Plan plan, Instant at) {
        if (held.kind() == Attempt.Kind.REFUND
                && plan.mayMoveMoney() != held.plan().mayMoveMoney()) {
            var amount = held.amount().getAmount();
            var difference = plan.mayMoveMoney() ? amount : amount.negate();
            if (!SandboxAttemptTable.take(tx, merchant, held.original().orElseThrow(), difference)) {
                throw ProblemException.refused(ID, new SandboxReason.MoreThanIsLeft());
            }
        }
        SandboxAttemptTable.update(tx, merchant, held.id(), plan);
        var decided = held.with(plan);
        return new Standing(decided, decided.state(at));
    }

    private static Standing repeated(SandboxAttempt held, State state, State wanted, Reason why) {
        if (state != wanted) {
            throw ProblemException.refused(ID, why);
        }
        return new Standing(held, state);
    }
}
