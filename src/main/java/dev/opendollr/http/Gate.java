package dev.opendollr.http;

import dev.opendollr.work.OnBehalf;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What every request passes: it is given an id, counted and logged.
final class Gate implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger("dev.opendollr.access");
    private static final String NO_ROUTE = "none";

    private final Metrics metrics;

    Gate(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        long started = System.nanoTime();
        var id = RequestId.assign(request);
        response.header(Reply.REQUEST_ID, id.text());
        response.whenSent(() -> {
            answered(request, response.status().code(), id, started);
            closeIfAsked(request);
        });
        OnBehalf.stranger(chain::proceed);
    }

    /// Helidon 4.5.0 promises to close the connection and does not (its issue 12324); this way it does.
    private static void closeIfAsked(RoutingRequest request) {
        if (request.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
            throw new CloseConnectionException("the client asked for it");
        }
    }

    private void answered(RoutingRequest request, int status, RequestId id, long started) {
        var took = Duration.ofNanos(System.nanoTime() - started);
        var method = request.prologue().method().text();
        var route = request.matchingPattern()
                .filter(template -> !template.isEmpty())
                .orElse(NO_ROUTE);
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
