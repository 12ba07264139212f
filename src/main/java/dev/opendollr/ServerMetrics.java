package dev.opendollr;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.http.Metrics;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.execution.Ending;
import dev.opendollr.execution.Execution;
import dev.opendollr.execution.Executions;
import dev.opendollr.execution.OpenExecutions;
import dev.opendollr.feed.FeedLag;
import dev.opendollr.feed.FeedWatch;
import dev.opendollr.merchant.Passcodes;
import dev.opendollr.merchant.TokenRoutes;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.Sources;

/// Which metrics of this process are published, and under which names. The parts keep their own counters and do
/// not know about metrics.
final class ServerMetrics {
    private static final String ENDED = "payments.ended";
    private static final String HOW = "Payments by how they have ended; a payment may end again when its gateway does";
    private static final String FAILED_LOGINS = "logins.failed";
    private static final String WHY = "Logins refused: the credentials were wrong, or too many had been before";

    private final Metrics metrics;

    ServerMetrics(Metrics metrics) {
        this.metrics = metrics;
        metrics.fact(
                "build.info",
                "What runs",
                "version",
                ServerHealth.version(),
                "java",
                Runtime.version().toString());
    }

    void publish(Doors doors, TokenRoutes logins) {
        publish(doors.database());
        publish(doors.passcodes());
        publish(logins);
        for (var kind : SourceKind.values()) {
            publish(kind, doors.sources());
        }
        publish(doors.executions());
        publish(doors.openExecutions());
        publish(doors.feedWatch());
        publish(doors.feedLag());
    }

    private void publish(FeedWatch watch) {
        metrics.gauge("feed.waiting", "Callers that wait for events", watch::waiting);
        metrics.counter("overload.refusals", Metrics.REFUSALS, watch::refused, Metrics.FULL, "events");
    }

    private void publish(FeedLag lag) {
        metrics.gauge(
                "feed.lag.seconds",
                "For how long the oldest entry of the feed that nobody may read yet has been waiting",
                () -> Math.toIntExact(lag.lag().toSeconds()));
    }

    private void publish(Database database) {
        metrics.gauge("database.pool.size", "Connections to the database that are open", database::connections);
        metrics.gauge("database.pool.busy", "Callers that hold a connection", database::held);
        metrics.gauge("database.pool.waiting", "Callers that wait for a connection", database::waiting);
        metrics.counter("overload.refusals", Metrics.REFUSALS, database::refused, Metrics.FULL, "database");
    }

    private void publish(Passcodes passcodes) {
        metrics.counter("overload.refusals", Metrics.REFUSALS, passcodes::refused, Metrics.FULL, "passcodes");
    }

    private void publish(TokenRoutes logins) {
        metrics.counter(FAILED_LOGINS, WHY, logins::failedLogins, "reason", "credentials");
        metrics.counter(FAILED_LOGINS, WHY, logins::loginsTurnedAway, "reason", "too_many");
        metrics.counter("overload.refusals", Metrics.REFUSALS, logins::loginsRefused, Metrics.FULL, "logins");
    }

    private void publish(SourceKind kind, Sources sources) {
        metrics.counter("cancels", "Sources that were canceled", () -> sources.canceled(kind), "source", kind.name());
        metrics.counter(
                "cancel.statements",
                "Statements that canceled sources, several at once or none",
                () -> sources.cancelStatements(kind),
                "source",
                kind.name());
        metrics.counter(
                "overload.refusals",
                Metrics.REFUSALS,
                () -> sources.cancelsRefused(kind),
                Metrics.FULL,
                "cancels_" + kind.word());
    }

    private void publish(OpenExecutions open) {
        metrics.gauge(
                "executions.open",
                "Executions whose outcome is not known",
                () -> open.summary().count());
        metrics.gauge(
                "executions.open.oldest.seconds",
                "For how long the oldest of them has been open",
                () -> Math.toIntExact(open.summary().oldest().toSeconds()));
    }

    private void publish(Executions executions) {
        for (var operation : OperationType.values()) {
            for (var method : PaymentMethod.values()) {
                if (carries(method, operation)) {
                    for (var ending : Ending.values()) {
                        metrics.begin(ENDED, HOW, labels(operation, method, ending));
                    }
                }
            }
        }
        executions.onEnd(this::ended);
    }

    private void ended(Execution execution, Ending ending) {
        metrics.increment(ENDED, HOW, labels(execution.operation(), execution.method(), ending));
    }

    /// Transfers use the method WALLET, and no other operation does.
    private static boolean carries(PaymentMethod method, OperationType operation) {
        return (method == PaymentMethod.WALLET) == (operation == OperationType.TRANSFER);
    }

    private static String[] labels(OperationType operation, PaymentMethod method, Ending ending) {
        return new String[] {"operation", operation.name(), "method", method.name(), "ending", ending.name()};
    }
}
