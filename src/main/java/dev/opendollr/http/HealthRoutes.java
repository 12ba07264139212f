package dev.opendollr.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// For whoever runs the server: is it alive, can it serve, how does it do.
final class HealthRoutes implements Routes {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final BooleanSupplier ready;
    private final Metrics metrics;

    HealthRoutes(BooleanSupplier ready, Metrics metrics) {
        this.ready = ready;
        this.metrics = metrics;
    }

    @Override
    public void routing(Rules rules) {
        rules.get("/health/live", (request, response) -> Reply.ok(response, Map.of("status", "UP")))
                .get("/health/ready", (request, response) -> {
                    boolean up = ready.getAsBoolean();
                    Reply.json(
                            response,
                            up ? Status.OK : Status.SERVICE_UNAVAILABLE,
                            Json.bytes(Map.of("status", up ? "UP" : "DOWN")));
                })
                .get(
                        "/metrics",
                        (request, response) -> response.header(Reply.CONTENT_TYPE, PROMETHEUS_TEXT)
                                .send(metrics.text().getBytes(StandardCharsets.UTF_8)));
    }
}
