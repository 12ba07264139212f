package dev.opendollr.base.http;

import java.nio.charset.StandardCharsets;

/// Serves the metrics to Prometheus.
final class MetricsRoutes implements Routes {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Metrics metrics;

    MetricsRoutes(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void routing(Rules rules) {
        rules.get(
                "/metrics",
                (request, response) -> response.header(Reply.CONTENT_TYPE, PROMETHEUS_TEXT)
                        .send(metrics.text().getBytes(StandardCharsets.UTF_8)));
    }
}
