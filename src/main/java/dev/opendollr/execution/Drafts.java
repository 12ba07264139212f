package dev.opendollr.execution;

import dev.opendollr.base.identity.Actor;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.execution.Execution.Request;
import dev.opendollr.execution.ExecutionTable.Draft;
import dev.opendollr.gateway.AttemptId;
import dev.opendollr.pricing.Quote;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// New executions: makes them and stores them. Each has an attempt id that no other has.
final class Drafts {
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    Drafts(InstantSource clock, Supplier<UUID> ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /// Another transaction has taken the reference since it was looked up. The current transaction must not
    /// commit.
    static final class ReferenceTaken extends RuntimeException {
        ReferenceTaken() {
            super("reference taken", null, false, false);
        }
    }

    Draft of(MerchantId merchant, Request request, PaymentMethod method, ExecutionStatus status, Quote quote) {
        return new Draft(
                merchant,
                request,
                new AttemptId(ids.get()),
                method,
                status,
                quote,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// Stores an execution for which a gateway will be asked. If its process does not do so, or does not hear the
    /// answer, the [Resolver] looks after it. `waitsUntil` is when the time of its payer ends.
    Execution insertToAsk(Handle tx, Actor actor, Draft draft, Optional<Instant> waitsUntil) {
        return insert(tx, actor, draft.checkedFrom(clock.instant().plus(Schedule.FIRST_CHECK), waitsUntil));
    }

    Execution insert(Handle tx, Actor actor, Draft draft) {
        return ExecutionTable.insert(tx, actor, draft, clock.instant()).orElseThrow(ReferenceTaken::new);
    }
}
