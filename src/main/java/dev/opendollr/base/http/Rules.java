package dev.opendollr.base.http;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

/// Where features register their routes. In a template `{name}` stands for one segment of a path. With
/// `{+name}` that segment may hold percent-encoded bytes; in any other segment they make the path unknown.
public interface Rules {
    @CanIgnoreReturnValue
    Rules route(String method, String template, Handler handler);

    /// Answers HEAD as well, without the body.
    @CanIgnoreReturnValue
    default Rules get(String template, Handler handler) {
        return route("GET", template, handler);
    }

    @CanIgnoreReturnValue
    default Rules post(String template, Handler handler) {
        return route("POST", template, handler);
    }

    @CanIgnoreReturnValue
    default Rules put(String template, Handler handler) {
        return route("PUT", template, handler);
    }

    @CanIgnoreReturnValue
    default Rules delete(String template, Handler handler) {
        return route("DELETE", template, handler);
    }
}
