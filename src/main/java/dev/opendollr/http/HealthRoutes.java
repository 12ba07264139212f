package dev.opendollr.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// For whoever runs the server: is it alive, can it serve, how does it do.
final class HealthRoutes implements HttpService {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final BooleanSupplier ready;
    private final Metrics metrics;

    HealthRoutes(BooleanSupplier ready, Metrics metrics) {
        this.ready = ready;
        this.metrics = metrics;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/health/live", (request, response) -> Reply.ok(response, Map.of("status", "UP")))
                .get("/health/ready", (request, response) -> {
                    boolean up = ready.getAsBoolean();
                    Reply.json(
                            response,
                            up ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503,
                            Json.bytes(Map.of("status", up ? "UP" : "DOWN")));
                })
                .get(
                        "/metrics",
                        (request, response) -> response.header(HeaderNames.CONTENT_TYPE, PROMETHEUS_TEXT)
                                .send(metrics.text()));
    }
}
