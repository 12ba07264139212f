package dev.opendollr.base.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/// The metrics for operators, in the Prometheus text format. The metrics of this service begin with [#PREFIX].
public final class Metrics implements AutoCloseable {
    public static final String PREFIX = "opendollr.";

    /// The description of the counter of refusals, and the label that names what was full.
    public static final String REFUSALS = "Requests, logins or connections refused because something was full";

    public static final String FULL = "full";

    /// Callers may invent methods; each would otherwise cost memory for ever.
    private static final Set<String> KNOWN_METHODS = Set.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH");

    static final String OTHER_METHOD = "other";

    /// Upper ends of the histogram buckets: from the time of a single statement to more than most callers would
    /// wait.
    private static final Duration[] BUCKETS =
            List.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000).stream()
                    .map(Duration::ofMillis)
                    .toArray(Duration[]::new);

    /// Metric names of a library that break the rules of Prometheus: times are in seconds, and `count` is for
    /// histograms only.
    private static final String CPU_TIME_IN_NANOSECONDS = "process.cpu.time";

    private static final String CPU_COUNT = "system.cpu.count";
    private static final String CPUS = "system.cpus";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final MeterProvider<Timer> requests;
    private final MeterProvider<Counter> answers;

    public Metrics() {
        registry.config()
                .meterFilter(MeterFilter.denyNameStartsWith(CPU_TIME_IN_NANOSECONDS))
                .meterFilter(MeterFilter.forMeters(id -> id.getName().equals(CPU_COUNT), new Renaming()));
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        collections.bindTo(registry);
        requests = Timer.builder(PREFIX + "http.requests")
                .description("How long requests took, until their answers were sent")
                .serviceLevelObjectives(BUCKETS)
                .withRegistry(registry);
        answers = Counter.builder(PREFIX + "http.answers")
                .description("Answers by their status")
                .withRegistry(registry);
    }

    /// Publishes `value` under `name`; it is read at each scrape. `labels` are alternating names and values.
    public void gauge(String name, String description, IntSupplier value, String... labels) {
        var _ = Gauge.builder(PREFIX + name, value::getAsInt)
                .description(description)
                .tags(labels)
                .strongReference(true)
                .register(registry);
    }

    /// Publishes `count`, which must never decrease, under `name`.
    public void counter(String name, String description, LongSupplier count, String... labels) {
        // The registry holds the object weakly and the function strongly.
        var _ = FunctionCounter.builder(PREFIX + name, this, _ -> count.getAsLong())
                .description(description)
                .tags(labels)
                .register(registry);
    }

    /// A fact by its labels; its value is always 1.
    public void fact(String name, String description, String... labels) {
        gauge(name, description, () -> 1, labels);
    }

    /// `method` if it is known, else [#OTHER_METHOD].
    static String known(String method) {
        return KNOWN_METHODS.contains(method) ? method : OTHER_METHOD;
    }

    /// Records one answered request. `route` is the template, never the path, which may contain private data.
    /// `method` is one that the route answers, else [#OTHER_METHOD].
    void answered(String method, String route, int status, Duration took) {
        var labels = Tags.of("method", method, "route", route);
        requests.withTags(labels).record(took);
        answers.withTags(labels.and("status", Integer.toString(status))).increment();
    }

    /// Counts something that has happened; `labels` must have few values.
    public void increment(String name, String description, String... labels) {
        counting(name, description, labels).increment();
    }

    /// Publishes 0 for an event that has not happened yet, so that its first occurrence is visible as an
    /// increase.
    public void begin(String name, String description, String... labels) {
        var _ = counting(name, description, labels);
    }

    private Counter counting(String name, String description, String... labels) {
        return Counter.builder(PREFIX + name)
                .description(description)
                .tags(labels)
                .register(registry);
    }

    private static final class Renaming implements MeterFilter {
        @Override
        public Meter.Id map(Meter.Id id) {
            return id.withName(CPUS);
        }
    }

    String text() {
        return registry.scrape();
    }

    /// Also closes the garbage collection metrics: the JVM would otherwise report to them for ever.
    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
