package dev.opendollr.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.function.IntSupplier;

/// What an operator can watch, in Prometheus text.
public final class Metrics {
    /// Callers may invent methods; each would otherwise cost memory for ever.
    private static final Set<String> KNOWN_METHODS = Set.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH");

    static final String OTHER_METHOD = "other";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
    }

    /// Publishes `value` under `name`, asked for at each scrape.
    public void gauge(String name, String description, IntSupplier value) {
        var _ = Gauge.builder(name, value::getAsInt)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    /// `method`, or what stands for all that nobody knows.
    static String known(String method) {
        return KNOWN_METHODS.contains(method) ? method : OTHER_METHOD;
    }

    /// One answered request; `route` is the template, never the path, which may hold what is private;
    /// `method` is a [#known] one.
    void answered(String method, String route, int status, Duration took) {
        Timer.builder("http.server.requests")
                .description("Answered requests")
                .tag("method", method)
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .register(registry)
                .record(took);
    }

    String text() {
        return registry.scrape();
    }
}
