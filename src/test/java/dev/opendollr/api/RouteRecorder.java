package dev.opendollr.api;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.opendollr.base.http.Handler;
import dev.opendollr.base.http.Rules;
import java.util.HashSet;
import java.util.Set;

/// Rules that only remember which method and path were registered.
final class RouteRecorder implements Rules {
    private final Set<String> routes = new HashSet<>();

    Set<String> routes() {
        return routes;
    }

    @Override
    @CanIgnoreReturnValue
    public Rules route(String method, String template, Handler handler) {
        routes.add(method + " " + template.replace("{+", "{"));
        return this;
    }
}
