package dev.opendollr.http;

import dev.opendollr.problem.Problem.Unavailable;
import dev.opendollr.problem.ProblemException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What every request passes: it is given an id, let in or turned away, counted and logged.
final class Gate implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger("dev.opendollr.access");
    /// Requests at work at once; beyond it the answer is 503 at once instead of a queue without end.
    static final int REQUESTS_MAX = 1_000;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final String NO_ROUTE = "none";

    private final Metrics metrics;
    private final Semaphore places = new Semaphore(REQUESTS_MAX);

    Gate(Metrics metrics) {
        this.metrics = metrics;
        metrics.gauge(
                "http.server.requests.active", "Requests at work", () -> REQUESTS_MAX - places.availablePermits());
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        long started = System.nanoTime();
        var id = RequestId.assign(request);
        response.header(Reply.REQUEST_ID, id.text());
        response.whenSent(() -> answered(request, response.status().code(), id, started));
        if (!places.tryAcquire()) {
            throw new ProblemException(new Unavailable("Too many requests at once", RETRY_AFTER));
        }
        try {
            chain.proceed();
        } finally {
            places.release();
        }
    }

    private void answered(RoutingRequest request, int status, RequestId id, long started) {
        var took = Duration.ofNanos(System.nanoTime() - started);
        var method = request.prologue().method().text();
        var route = request.matchingPattern().orElse(NO_ROUTE);
        metrics.answered(method, route, status, took);
        LOG.atInfo()
                .addKeyValue("request_id", id.text())
                .addKeyValue("method", method)
                .addKeyValue("route", route)
                .addKeyValue("status", status)
                .addKeyValue("took_us", took.toNanos() / 1_000)
                .log("answered");
    }
}
