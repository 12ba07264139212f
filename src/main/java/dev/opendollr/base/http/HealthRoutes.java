package dev.opendollr.base.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Tells whether the server is alive and can serve. Everybody gets one word, operators get the facts as well.
final class HealthRoutes {
    private static final String STATUS = "status";
    private static final String UP = "UP";
    private static final String DOWN = "DOWN";
    private static final String STOPPING = "STOPPING";

    private final Health health;
    private final BooleanSupplier stopping;

    HealthRoutes(Health health, BooleanSupplier stopping) {
        this.health = health;
        this.stopping = stopping;
    }

    Routes forEverybody() {
        return rules -> rules.get("/health/live", (request, response) -> Reply.ok(response, Map.of(STATUS, UP)))
                .get("/health/ready", (request, response) -> answer(response, Map.of()));
    }

    Routes forOperators() {
        return rules -> rules.get("/health", (request, response) -> answer(response, health.facts()));
    }

    private void answer(Response response, Map<String, Object> facts) {
        var status = stopping.getAsBoolean() ? STOPPING : health.isReady() ? UP : DOWN;
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(STATUS, status);
        body.putAll(facts);
        Reply.json(response, status.equals(UP) ? Status.OK : Status.SERVICE_UNAVAILABLE, Json.bytes(body));
    }
}
