package dev.opendollr.api;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.helidon.http.Method;
import io.helidon.http.PathMatcher;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRoute;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/// Rules that only remember which method and path were registered; every other way to register fails.
final class RouteRecorder implements HttpRules {
    private final Set<String> routes = new HashSet<>();

    Set<String> routes() {
        return routes;
    }

    @Override
    @CanIgnoreReturnValue
    public HttpRules route(Method method, String path, Handler handler) {
        routes.add(method.text() + " " + path);
        return this;
    }

    @Override
    public HttpRules register(HttpService... services) {
        throw new UnsupportedOperationException();
    }

    @Override
    public HttpRules register(String path, HttpService... services) {
        throw new UnsupportedOperationException();
    }

    @Override
    public HttpRules route(HttpRoute route) {
        throw new UnsupportedOperationException();
    }

    @Override
    public HttpRules route(Predicate<Method> methods, PathMatcher path, Handler handler) {
        throw new UnsupportedOperationException();
    }
}
