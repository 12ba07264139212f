package dev.opendollr.execution;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.Actor;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.work.Worker;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// The executions in flight, for operators.
public final class OpenExecutions implements AutoCloseable {
    private static final Duration COUNT_EVERY = Duration.ofSeconds(5);

    private final Database database;
    private final Clocks clocks;
    private final Settlement settlement;
    private final AtomicReference<Summary> summary = new AtomicReference<>(new Summary(0, Duration.ZERO));
    private final Worker counter = new Worker("open-executions", COUNT_EVERY, Duration.ZERO, this::count);

    /// How many executions are open, and how long the oldest has been open.
    public record Summary(int count, Duration oldest) {}

    public OpenExecutions(Database database, Clocks clocks, Supplier<UUID> ids) {
        this.database = database;
        this.clocks = clocks;
        settlement = new Settlement(database, clocks, ids);
    }

    /// Counts in the background until it is closed.
    public void start() {
        counter.start();
    }

    @Override
    public void close() {
        counter.close();
    }

    /// The result of the last count, which is a few seconds old.
    public Summary summary() {
        return summary.get();
    }

    private boolean count() {
        summary.set(database.everywhere()
                .single(handle ->
                        OpenExecutionTable.summary(handle, clocks.service().instant())));
        return false;
    }

    /// The open executions of all merchants, the oldest first.
    public List<Execution> list(int limit) {
        return database.everywhere().single(handle -> OpenExecutionTable.listOpen(handle, limit));
    }

    /// Payouts and refunds that a gateway declined (the wallet was re-credited) and then paid anyway. The operator
    /// bears the loss until it is settled with the merchant. The oldest first.
    public List<Execution> listLate(int limit) {
        return database.everywhere().single(handle -> OpenExecutionTable.listLate(handle, limit));
    }

    /// The executions with this reference. Merchants choose references, so several may have chosen the same
    /// one.
    public List<Execution> find(UUID reference, int limit) {
        var found =
                database.everywhere().single(handle -> OpenExecutionTable.findByReference(handle, reference, limit));
        if (found.isEmpty()) {
            throw ProblemException.notFound("Execution");
        }
        return found;
    }

    /// The oldest first.
    public List<ExecutionHistoryEntry> history(Execution execution, int limit) {
        return database.of(execution.merchant()).single(handle -> OpenExecutionTable.history(handle, execution, limit));
    }

    /// Records the outcome of an execution as an operator states it, with the reason, when no gateway will ever
    /// report it.
    public Execution state(MerchantId merchant, UUID reference, OperatorWord word, String reason) {
        var execution = database.of(merchant)
                .single(handle -> ExecutionTable.findByReference(handle, merchant, reference))
                .orElseThrow(() -> ProblemException.notFound("Execution"));
        var actor = new Actor(Actor.OPERATOR, execution.requestId());
        return settlement.apply(execution, new News.Stated(word, actor, reason)).after();
    }
}
