package dev.opendollr.http;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

/// Where features say what they answer. In a template `{name}` stands for one segment of a path; in `{+name}` that
/// segment may hold percent-encoded bytes, anywhere else such a path is unknown.
public interface Rules {
    @CanIgnoreReturnValue
    Rules route(String method, String template, Handler handler);

    /// Answers HEAD too, without the body.
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
